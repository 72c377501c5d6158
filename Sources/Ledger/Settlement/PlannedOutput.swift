public import BursarModel

/// An output that was booked and has to be brought to the outbox.
public struct PlannedOutput: Sendable {
    public var output: Int
    public var run: String
    public var name: String
    public var kind: OutputKind
    public var revision: Int
    public var format: String
    public var file: Int
    public var export: Int?
    /// When it was booked; its charges carry the same time.
    public var plannedAt: Timestamp
    public var runDate: CalendarDate
    public var runSecond: Int
    public var runSequence: Int
    /// Its number among those of the same file of the same format on its business day.
    public var fileSequence: Int
    public var homeID: String
    public var outbox: String
    /// The fees that it is made of.
    public var lines: Tally
    /// Whether exactly the fees that were rendered while reading belong to it.
    public var isAsRendered: Bool
    public var state: OutputState
    public var stagedName: String?
    public var sha256: [UInt8]?
    public var bytes: Int64?
    public var idHash: String?
    public var isRecovered: Bool
    /// What a person decided on it; while it is unfinished that comes before everything else.
    public var decision: OutputDecision?
    /// Whether it was seen to be gone from its outbox, or a person says that it was delivered.
    public var isCollected = false

    public var numbers: DayNumbers { DayNumbers(run: runSequence, file: fileSequence) }

    /// Campus and number, as people see it.
    public func id(at campus: CampusKey) -> OutputID { OutputID(campus, output) }
}
