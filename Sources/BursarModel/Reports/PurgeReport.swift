/// What a purge gave up at one campus, or would give up.
public struct CampusPurge: Sendable, Encodable {
    public enum Outcome: String, Sendable, CaseIterable, Encodable {
        /// Given up, and out of the archive.
        case purged
        /// A dry run: nothing was changed.
        case planned
        /// Retention allows everything that is there.
        case nothing
        /// A legal hold stops every purge of the campus.
        case legalHold = "legal_hold"
        /// Another hub works on the campus; nothing was changed.
        case busy
        /// Its configuration or its key is not fit; nothing was changed.
        case failed
    }

    public var campus: CampusKey
    public var name: String
    public var outcome: Outcome
    /// The last days, at the campus, of what is not kept: of files and ids, and of the fees' figures.
    public var filesUntil: CalendarDate
    public var ledgerUntil: CalendarDate
    public var exports: Int64 = 0
    public var outputs: Int64 = 0
    public var charges: Int64 = 0
    public var studentIDs: Int64 = 0
    /// Files in the archive.
    public var files: Int64 = 0
    /// Exports of which only keys and totals are left.
    public var forgotten: Int64 = 0
    /// Exports that are old enough but kept: something of them is open.
    public var open: [String] = []
    /// Why it failed, and the next act; nil where it did not.
    public var message: String?

    public init(
        campus: CampusKey,
        name: String,
        outcome: Outcome,
        filesUntil: CalendarDate,
        ledgerUntil: CalendarDate
    ) {
        self.campus = campus
        self.name = name
        self.outcome = outcome
        self.filesUntil = filesUntil
        self.ledgerUntil = ledgerUntil
    }

    /// Whether there is anything to give up.
    public var isEmpty: Bool { exports == 0 && outputs == 0 && files == 0 && forgotten == 0 }

    private enum CodingKeys: String, CodingKey {
        case campus, name, outcome, exports, outputs, charges, files, forgotten, open, message
        case filesUntil = "files_until"
        case ledgerUntil = "ledger_until"
        case studentIDs = "student_ids"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(outcome, forKey: .outcome)
        try container.encode(filesUntil.iso, forKey: .filesUntil)
        try container.encode(ledgerUntil.iso, forKey: .ledgerUntil)
        try container.encode(exports, forKey: .exports)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(charges, forKey: .charges)
        try container.encode(studentIDs, forKey: .studentIDs)
        try container.encode(files, forKey: .files)
        try container.encode(forgotten, forKey: .forgotten)
        try container.encode(open, forKey: .open)
        try container.encode(message, forKey: .message)
    }
}

/// What `purge` gave up, or would give up, campus by campus.
public struct PurgeReport: Sendable, Encodable {
    public var isDryRun: Bool
    public var isDemo: Bool
    public var campuses: [CampusPurge]

    public init(isDryRun: Bool, isDemo: Bool, campuses: [CampusPurge]) {
        self.isDryRun = isDryRun
        self.isDemo = isDemo
        self.campuses = campuses
    }

    /// Whether something that is old enough stays because somebody has to settle it first.
    public var needsAttention: Bool {
        campuses.contains {
            !$0.open.isEmpty || $0.outcome == .busy || $0.outcome == .failed
        }
    }

    public var isEmpty: Bool { campuses.allSatisfy(\.isEmpty) }

    private enum CodingKeys: String, CodingKey {
        case campuses
        case isDryRun = "dry_run"
        case isDemo = "demo"
    }
}
