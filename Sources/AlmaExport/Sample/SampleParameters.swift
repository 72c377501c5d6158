public import BursarModel

/// What a made-up export shall be like.
public struct SampleParameters: Sendable {
    /// The profile code that the file's name begins with.
    public var code: ProfileCode
    /// Alma's number of the institution, which the export number ends in.
    public var institutionNumber: String
    public var fees: Int64 = 100
    /// Exports of different seeds share no transaction, as long as none has a million fees.
    public var seed: UInt64 = 1
    /// The types of charges; credits are of Alma's type CREDIT.
    public var feeTypes: [String]
    /// A type of which the first student with an account has a charge for certain.
    public var certainType: String?
    public var libraries: [String] = ["MAIN"]
    /// Whether a campus charges a fee type at a library; of the institution's own fees it is blank.
    public var charges: @Sendable (_ feeType: String, _ library: String) -> Bool = { _, _ in true }
    /// `user/type`: `userName`, or the code of an identifier type.
    public var identifierType = "userName"
    /// The day of the export; its fees are of the days before.
    public var day: CalendarDate
    /// How many days before the export fees can lie.
    public var days = 60
    /// How many days before the export a few fees lie, where that is longer: rules ask for ages.
    public var oldest = 0
    /// How many of the fees are credits, from 0 to 1.
    public var creditShare = 0.05
    /// How many of the borrowers have no account, from 0 to 1.
    public var communityShare = 0.03
    /// Makes up an id that the campus would take for a student's.
    public var studentID: @Sendable (inout SampleRandom) -> String
    /// Makes up an id of a borrower without an account.
    public var communityID: @Sendable (inout SampleRandom) -> String

    public init(
        code: ProfileCode,
        institutionNumber: String,
        feeTypes: [String],
        day: CalendarDate,
        studentID: @escaping @Sendable (inout SampleRandom) -> String,
        communityID: @escaping @Sendable (inout SampleRandom) -> String
    ) {
        self.code = code
        self.institutionNumber = institutionNumber
        self.feeTypes = feeTypes
        self.day = day
        self.studentID = studentID
        self.communityID = communityID
    }
}
