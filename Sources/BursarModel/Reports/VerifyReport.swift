/// What `verify` proved, and what it found that does not hold.
public struct VerifyReport: Sendable, Encodable {
    public struct Finding: Hashable, Sendable {
        /// How bad it is; it decides the exit status.
        public enum Severity: String, Sendable, Encodable {
            /// The books, the trail or what was rendered contradict each other.
            case books
            /// A file is missing or has other bytes: what it proved is not proved any more.
            case file
            /// Worth knowing, and no fault.
            case notice
        }

        public var kind: VerifyKind
        /// Nil where it is about the audit trail.
        public var campus: CampusKey?
        /// `humboldt-x3`, `humboldt-17`, a run, a row of the trail.
        public var subject: String
        /// What is wrong and where, never a text of a fee.
        public var message: Message

        public var severity: Severity { kind.severity }

        public init(
            _ kind: VerifyKind,
            at campus: CampusKey?,
            _ subject: String,
            _ message: Message
        ) {
            self.kind = kind
            self.campus = campus
            self.subject = subject
            self.message = message
        }
    }

    /// What of a campus was gone through.
    public struct Campus: Hashable, Sendable {
        public var campus: CampusKey
        public var name: String
        public var exports: Int64 = 0
        public var fees: Tally = .zero
        public var outputs: Int64 = 0
        /// Of those, the ones for a server, which is not asked: their archived files are compared.
        public var outputsForServers: Int64 = 0
        /// What the outputs that stand are made of.
        public var sent: Tally = .zero
        public var runs: Int64 = 0

        public init(campus: CampusKey, name: String) {
            self.campus = campus
            self.name = name
        }
    }

    public var asOf: Timestamp
    public var isDemo: Bool
    public var campuses: [Campus] = []
    public var auditRows: Int64 = 0
    /// Lines of the anchor that fit the trail.
    public var anchors: Int64 = 0
    /// The first of them, by campus; `found` says how many there are.
    public var findings: [Finding] = []
    public var found: [Finding.Severity: Int] = [:]

    public init(asOf: Timestamp, isDemo: Bool) {
        self.asOf = asOf
        self.isDemo = isDemo
    }

    /// Whether the books, the outputs and the trail agree.
    public var isSound: Bool { found[.books, default: 0] == 0 }
    /// Whether in addition every file is there as it was written.
    public var isComplete: Bool { isSound && found[.file, default: 0] == 0 }

    private enum CodingKeys: String, CodingKey {
        case demo, sound, complete, campuses, audit, findings
        case asOf = "as_of"
        case findingsOfBooks = "findings_of_books"
        case findingsOfFiles = "findings_of_files"
    }

    private enum AuditKeys: String, CodingKey {
        case rows, anchors
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(asOf, forKey: .asOf)
        try container.encode(isDemo, forKey: .demo)
        try container.encode(isSound, forKey: .sound)
        try container.encode(isComplete, forKey: .complete)
        try container.encode(campuses, forKey: .campuses)
        var audit = container.nestedContainer(keyedBy: AuditKeys.self, forKey: .audit)
        try audit.encode(auditRows, forKey: .rows)
        try audit.encode(anchors, forKey: .anchors)
        try container.encode(found[.books, default: 0], forKey: .findingsOfBooks)
        try container.encode(found[.file, default: 0], forKey: .findingsOfFiles)
        try container.encode(findings, forKey: .findings)
    }
}

/// What can fail to hold, in words that programs can rely on.
public enum VerifyKind: String, Sendable, CaseIterable, Encodable {
    case exportMissing = "export_missing"
    case exportChanged = "export_changed"
    /// A fee of the export that the ledger does not have, or has twice.
    case feeMissing = "fee_missing"
    case feeUnknown = "fee_unknown"
    case feeDiffers = "fee_differs"
    /// It counts as held, and no row says that it waits: nobody is told of it.
    case feeNotWaiting = "fee_not_waiting"
    case feeInNoOutput = "fee_in_no_output"
    case feeInTwoOutputs = "fee_in_two_outputs"
    case booksDiffer = "books_differ"
    case outputDiffers = "output_differs"
    /// It cannot be rendered again, because an export is missing or was changed.
    case outputUnproved = "output_unproved"
    case outputMissing = "output_missing"
    case outputChanged = "output_changed"
    case outboxChanged = "outbox_changed"
    case runDiffers = "run_differs"
    case configurationUnreadable = "configuration_unreadable"
    case auditChanged = "audit_changed"
    case auditMissing = "audit_missing"
    case auditReordered = "audit_reordered"
    case auditCutOff = "audit_cut_off"
    case anchorChanged = "anchor_changed"
    case anchorMissing = "anchor_missing"
    case anchorIncomplete = "anchor_incomplete"
    case anchorAccepted = "anchor_accepted"

    var severity: VerifyReport.Finding.Severity {
        switch self {
        case .exportMissing, .exportChanged, .outputUnproved, .outputMissing, .outputChanged,
            .outboxChanged, .anchorMissing:
            .file
        case .anchorIncomplete, .anchorAccepted: .notice
        default: .books
        }
    }
}

extension VerifyReport.Finding: Encodable {
    private enum CodingKeys: String, CodingKey {
        case kind, severity, campus, subject, message
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind.rawValue, forKey: .kind)
        try container.encode(severity.rawValue, forKey: .severity)
        try container.encodeIfPresent(campus?.text, forKey: .campus)
        try container.encode(subject, forKey: .subject)
        try container.encode(message.text, forKey: .message)
    }
}

extension VerifyReport.Campus: Encodable {
    private enum CodingKeys: String, CodingKey {
        case campus, name, exports, fees, outputs, sent, runs
        case outputsForServers = "outputs_for_servers"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(campus.text, forKey: .campus)
        try container.encode(name, forKey: .name)
        try container.encode(exports, forKey: .exports)
        try container.encode(fees, forKey: .fees)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(outputsForServers, forKey: .outputsForServers)
        try container.encode(sent, forKey: .sent)
        try container.encode(runs, forKey: .runs)
    }
}
