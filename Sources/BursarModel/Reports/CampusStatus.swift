/// How a campus stands, as `status` gives it: from the database alone.
public struct CampusStatus: Sendable, Encodable {
    /// The troubled first, in the order in which a person should look.
    public enum Health: String, Sendable, CaseIterable, Encodable {
        case failed
        case overdue
        case attention
        case ok
        case never
        case paused
        case planned
        case retired
    }

    public struct LastExport: Sendable, Encodable {
        public var file: String
        public var receivedAt: Timestamp
        public var exportNumber: String?

        public init(file: String, receivedAt: Timestamp, exportNumber: String?) {
            self.file = file
            self.receivedAt = receivedAt
            self.exportNumber = exportNumber
        }

        private enum CodingKeys: String, CodingKey {
            case file
            case receivedAt = "received_at"
            case exportNumber = "export_number"
        }
    }

    public struct LastRun: Sendable, Encodable {
        public var run: String
        public var finishedAt: Timestamp
        public var outcome: CampusOutcome

        public init(run: String, finishedAt: Timestamp, outcome: CampusOutcome) {
            self.run = run
            self.finishedAt = finishedAt
            self.outcome = outcome
        }

        private enum CodingKeys: String, CodingKey {
            case run, outcome
            case finishedAt = "finished_at"
        }
    }

    public struct OpenWork: Sendable, Hashable, Encodable {
        public var heldFees: Int64
        public var heldExports: Int64
        public var inDoubtOutputs: Int64
        public var waitingOutputs: Int64

        public init(
            heldFees: Int64,
            heldExports: Int64,
            inDoubtOutputs: Int64,
            waitingOutputs: Int64
        ) {
            self.heldFees = heldFees
            self.heldExports = heldExports
            self.inDoubtOutputs = inDoubtOutputs
            self.waitingOutputs = waitingOutputs
        }

        private enum CodingKeys: String, CodingKey {
            case heldFees = "held_fees"
            case heldExports = "held_exports"
            case inDoubtOutputs = "in_doubt_outputs"
            case waitingOutputs = "waiting_outputs"
        }
    }

    public var campus: CampusKey
    public var name: String
    public var timeZone: String
    public var state: CampusState
    /// There where the campus is paused.
    public var pause: CampusPause?
    public var layoutConfirmed: Bool
    public var health: Health
    public var lastExport: LastExport?
    public var nextExportExpectedAt: Timestamp?
    public var lastRun: LastRun?
    public var open: OpenWork
    public var today: Books
    public var month: Books
    public var fiscalYear: Books
    public var recentOutputs: [OutputSummary]
    /// The configuration in force.
    public var revision: Int
    public var profiles: [ProfileStatus]
    /// The last thirty business days up to today, the oldest first; days without anything too.
    public var days: [DayFigures]
    /// What the clerk enters at the file load.
    public var loadSettings: [LoadSetting]
    /// The last day of the term table, where it is over or ends within 60 days.
    public var termsEnd: CalendarDate?
    /// What Alma's job reports said of exports that have not come as said.
    public var expectations: [Expectation]
    /// What is held, by reason.
    public var heldByReason: [HeldCount]
    /// What of this campus needs a person: one sentence each.
    public var needs: [String]

    public init(
        campus: CampusKey,
        name: String,
        timeZone: String,
        state: CampusState,
        pause: CampusPause? = nil,
        layoutConfirmed: Bool,
        health: Health,
        lastExport: LastExport?,
        nextExportExpectedAt: Timestamp?,
        lastRun: LastRun?,
        open: OpenWork,
        today: Books,
        month: Books,
        fiscalYear: Books,
        recentOutputs: [OutputSummary],
        revision: Int = 0,
        profiles: [ProfileStatus] = [],
        days: [DayFigures] = [],
        loadSettings: [LoadSetting] = [],
        termsEnd: CalendarDate? = nil,
        expectations: [Expectation] = [],
        heldByReason: [HeldCount] = [],
        needs: [String]
    ) {
        self.campus = campus
        self.name = name
        self.timeZone = timeZone
        self.state = state
        self.pause = pause
        self.layoutConfirmed = layoutConfirmed
        self.health = health
        self.lastExport = lastExport
        self.nextExportExpectedAt = nextExportExpectedAt
        self.lastRun = lastRun
        self.open = open
        self.today = today
        self.month = month
        self.fiscalYear = fiscalYear
        self.recentOutputs = recentOutputs
        self.revision = revision
        self.profiles = profiles
        self.days = days
        self.loadSettings = loadSettings
        self.termsEnd = termsEnd
        self.expectations = expectations
        self.heldByReason = heldByReason
        self.needs = needs
    }

    private enum CodingKeys: String, CodingKey {
        case campus, name, state, health, open, today, month, needs, revision, profiles, days
        case expectations
        case pause = "paused"
        case timeZone = "time_zone"
        case layoutConfirmed = "layout_confirmed"
        case lastExport = "last_export"
        case nextExportExpectedAt = "next_export_expected_at"
        case lastRun = "last_run"
        case fiscalYear = "fiscal_year"
        case recentOutputs = "recent_outputs"
        case loadSettings = "load_settings"
        case termsEnd = "terms_end"
        case heldByReason = "held_by_reason"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(timeZone, forKey: .timeZone)
        try container.encode(state, forKey: .state)
        try container.encode(pause, forKey: .pause)
        try container.encode(layoutConfirmed, forKey: .layoutConfirmed)
        try container.encode(health, forKey: .health)
        try container.encode(lastExport, forKey: .lastExport)
        try container.encode(nextExportExpectedAt, forKey: .nextExportExpectedAt)
        try container.encode(lastRun, forKey: .lastRun)
        try container.encode(open, forKey: .open)
        try container.encode(today, forKey: .today)
        try container.encode(month, forKey: .month)
        try container.encode(fiscalYear, forKey: .fiscalYear)
        try container.encode(recentOutputs, forKey: .recentOutputs)
        try container.encode(revision, forKey: .revision)
        try container.encode(profiles, forKey: .profiles)
        try container.encode(days, forKey: .days)
        try container.encode(
            Dictionary(uniqueKeysWithValues: loadSettings.map { ($0.name, $0.value) }),
            forKey: .loadSettings
        )
        try container.encode(termsEnd?.iso, forKey: .termsEnd)
        try container.encode(expectations, forKey: .expectations)
        try container.encode(heldByReason, forKey: .heldByReason)
        try container.encode(needs, forKey: .needs)
    }
}

/// The status of several campuses at one moment.
public struct StatusReport: Sendable, Encodable {
    public var asOf: Timestamp
    public var isDemo: Bool
    /// The last day of the fiscal year, where it is within 60 days.
    public var fiscalYearEnd: CalendarDate?
    public var campuses: [CampusStatus]

    public init(
        asOf: Timestamp,
        isDemo: Bool,
        fiscalYearEnd: CalendarDate? = nil,
        campuses: [CampusStatus]
    ) {
        self.asOf = asOf
        self.isDemo = isDemo
        self.fiscalYearEnd = fiscalYearEnd
        self.campuses = campuses
    }

    private enum CodingKeys: String, CodingKey {
        case campuses
        case asOf = "as_of"
        case isDemo = "demo"
        case fiscalYearEnd = "fiscal_year_end"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(asOf, forKey: .asOf)
        try container.encode(isDemo, forKey: .isDemo)
        try container.encode(fiscalYearEnd?.iso, forKey: .fiscalYearEnd)
        try container.encode(campuses, forKey: .campuses)
    }
}

extension CampusStatus {
    /// Whether an export is due and did not come; a health that is graver says so first.
    public var isOverdue: Bool {
        health == .overdue || profiles.contains { $0.overdueSince != nil }
    }
}
