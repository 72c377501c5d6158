public import BursarModel

/// How a run ended for one campus, to be recorded.
public struct CampusRunRecord: Sendable {
    public var summary: CampusSummary
    public var revision: Int
    /// Nil: the day on which the run began, at the campus.
    public var runDate: CalendarDate?
    public var startedAt: Timestamp
    public var finishedAt: Timestamp

    public init(
        summary: CampusSummary,
        revision: Int,
        runDate: CalendarDate?,
        startedAt: Timestamp,
        finishedAt: Timestamp
    ) {
        self.summary = summary
        self.revision = revision
        self.runDate = runDate
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}
