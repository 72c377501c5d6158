public import BursarModel

/// What a person, or a timer, asks a run to do.
public struct RunRequest: Sendable {
    /// Empty: all campuses.
    public var campuses: [CampusKey]
    /// How many campuses are worked on at the same time.
    public var workers: Int
    /// How long a file must have been at rest; 0 takes everything as it is.
    public var settleSeconds: Int64
    /// The business day; nil: today at each campus.
    public var runDate: CalendarDate?
    public var mode: RunMode
    /// Who started it, for the audit trail.
    public var person: String?

    public init(
        campuses: [CampusKey] = [],
        workers: Int,
        settleSeconds: Int64 = 60,
        runDate: CalendarDate? = nil,
        mode: RunMode = .live,
        person: String? = nil
    ) {
        self.campuses = campuses
        self.workers = workers
        self.settleSeconds = settleSeconds
        self.runDate = runDate
        self.mode = mode
        self.person = person
    }
}
