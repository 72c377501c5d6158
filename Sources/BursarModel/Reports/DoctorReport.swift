/// What on this machine would stop or endanger a run, and what is in order, each with its remedy.
public struct DoctorReport: Sendable, Encodable {
    public enum Verdict: String, Sendable, Encodable, CaseIterable, Comparable {
        case ok
        /// It stops no run.
        case warning
        /// It stops a run, or a campus, or endangers what was promised.
        case problem

        public static func < (one: Verdict, other: Verdict) -> Bool {
            one.rank < other.rank
        }

        private var rank: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .problem: 2
            }
        }
    }

    public enum Area: String, Sendable, Encodable, CaseIterable {
        case program
        case home
        case database
        case campuses
        case books
    }

    /// One thing that was looked at.
    public struct Finding: Sendable, Encodable, Equatable {
        /// A stable word, in docs/operations.md.
        public var check: String
        public var area: Area
        public var verdict: Verdict
        /// Nil where it concerns all campuses.
        public var campus: CampusKey?
        public var message: String
        /// The next act; nil where all is well.
        public var remedy: String?

        public init(
            check: String,
            area: Area,
            verdict: Verdict,
            campus: CampusKey? = nil,
            message: Message,
            remedy: Message? = nil
        ) {
            self.check = check
            self.area = area
            self.verdict = verdict
            self.campus = campus
            self.message = message.text
            self.remedy = remedy?.text
        }

        private enum CodingKeys: String, CodingKey {
            case check, area, verdict, campus, message, remedy
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(check, forKey: .check)
            try container.encode(area, forKey: .area)
            try container.encode(verdict, forKey: .verdict)
            try container.encode(campus?.text, forKey: .campus)
            try container.encode(message, forKey: .message)
            try container.encode(remedy, forKey: .remedy)
        }
    }

    public var isDemo: Bool
    public var findings: [Finding]

    public init(isDemo: Bool, findings: [Finding]) {
        self.isDemo = isDemo
        self.findings = findings
    }

    /// The gravest.
    public var verdict: Verdict { findings.map(\.verdict).max() ?? .ok }

    /// A run would end with 3: its database is away, unfit, or not the one that the home knows.
    public var isDatabaseUnfit: Bool {
        findings.contains { $0.verdict == .problem && $0.area == .database }
            || findings.contains { $0.verdict == .problem && $0.check == "high-water" }
    }

    private enum CodingKeys: String, CodingKey {
        case verdict
        case isDemo = "demo"
        case findings = "checks"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(verdict, forKey: .verdict)
        try container.encode(isDemo, forKey: .isDemo)
        try container.encode(findings, forKey: .findings)
    }
}
