/// One Alma profile of a campus: what came of it, and when the next export is due.
public struct ProfileStatus: Hashable, Sendable, Encodable {
    /// The code prefix.
    public var code: String
    /// As the campus file says it: `daily 18:00`, `sunday 18:00`, `unscheduled`.
    public var schedule: String
    public var location: String
    public var format: String
    /// The first and the newest export that came of it; nil where none did.
    public var firstExportAt: Timestamp?
    public var lastExportAt: Timestamp?
    /// The next due time after now; nil without a schedule.
    public var nextExpectedAt: Timestamp?
    /// The first due time that passed by more than the grace without an export; nil: not overdue.
    public var overdueSince: Timestamp?
    /// The grace.
    public var overdueAfterSeconds: Int64

    public init(
        code: String,
        schedule: String,
        location: String,
        format: String,
        firstExportAt: Timestamp? = nil,
        lastExportAt: Timestamp? = nil,
        nextExpectedAt: Timestamp? = nil,
        overdueSince: Timestamp? = nil,
        overdueAfterSeconds: Int64 = 21_600
    ) {
        self.code = code
        self.schedule = schedule
        self.location = location
        self.format = format
        self.firstExportAt = firstExportAt
        self.lastExportAt = lastExportAt
        self.nextExpectedAt = nextExpectedAt
        self.overdueSince = overdueSince
        self.overdueAfterSeconds = overdueAfterSeconds
    }

    private enum CodingKeys: String, CodingKey {
        case code, schedule, location, format
        case firstExportAt = "first_export_at"
        case lastExportAt = "last_export_at"
        case nextExpectedAt = "next_export_expected_at"
        case overdueSince = "overdue_since"
        case overdueAfterSeconds = "overdue_after_seconds"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encode(schedule, forKey: .schedule)
        try container.encode(location, forKey: .location)
        try container.encode(format, forKey: .format)
        try container.encode(firstExportAt, forKey: .firstExportAt)
        try container.encode(lastExportAt, forKey: .lastExportAt)
        try container.encode(nextExpectedAt, forKey: .nextExpectedAt)
        try container.encode(overdueSince, forKey: .overdueSince)
        try container.encode(overdueAfterSeconds, forKey: .overdueAfterSeconds)
    }
}
