public import BursarModel

/// What a made-up export really holds: what reading and converting it must come to.
public struct SampleTotals: Equatable, Sendable {
    public var users: Int64 = 0
    /// Fees of borrowers whose id was made by `studentID`.
    public var students = Tally.zero
    /// Fees of the other borrowers.
    public var others = Tally.zero
    public var byType: [String: Tally] = [:]

    public init() {}

    /// All fees of the export.
    public var fees: Tally {
        get throws(HoldReason) { try students.adding(others) }
    }

    mutating func count(_ cents: Int64, of type: String, byStudent: Bool) throws(HoldReason) {
        if byStudent {
            try students.add(Cents(cents))
        } else {
            try others.add(Cents(cents))
        }
        try byType[type, default: .zero].add(Cents(cents))
    }
}
