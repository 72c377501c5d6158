public import BursarModel

/// What somebody wants to see of an export.
public struct CheckRequest: Sendable {
    /// A record to be explained: its number, and the output's name (else the first output's).
    public struct Explained: Sendable {
        public var record: Int64
        public var output: String?

        public init(record: Int64, output: String?) {
            self.record = record
            self.output = output
        }
    }

    /// The path of the export.
    public var sample: String
    /// The profile that it is of, where its name does not say so.
    public var profile: String?
    /// The business day and the time of day of the run that is shown.
    public var local: LocalTime
    /// The clocks at the campus.
    public var clock: @Sendable (Timestamp) -> LocalTime?
    /// How many records of each output are shown.
    public var shownRecords = 5
    public var explained: Explained?
    /// Below it a private folder is made, and removed at the end.
    public var temporaryFolder: String

    public init(
        sample: String,
        at local: LocalTime,
        by clock: @escaping @Sendable (Timestamp) -> LocalTime?,
        temporaryFolder: String
    ) {
        self.sample = sample
        self.local = local
        self.clock = clock
        self.temporaryFolder = temporaryFolder
    }
}
