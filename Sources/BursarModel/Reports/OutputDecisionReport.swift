/// What became of a person's decision on an output.
public struct OutputDecisionReport: Sendable, Encodable {
    public var decision: OutputDecisionKind
    public var person: String
    public var reason: String
    public var isDemo: Bool
    /// As it is now.
    public var output: OutputSummary
    /// The fees that were taken back; none where it was confirmed.
    public var fees: Tally
    /// What they go out in; empty but for a reissue.
    public var reissued: [OutputSummary]
    /// What keeps the new outputs from being delivered yet; nil where nothing does.
    public var trouble: String?
    public var remedy: String?
    /// What its server showed of an output that was confirmed; nil where none was asked.
    public var seen: OutputSighting?
    /// Why the server could not be asked.
    public var unseenBecause: String?

    public init(
        decision: OutputDecisionKind,
        person: String,
        reason: String,
        isDemo: Bool,
        output: OutputSummary,
        fees: Tally = .zero,
        reissued: [OutputSummary] = [],
        trouble: String? = nil,
        remedy: String? = nil,
        seen: OutputSighting? = nil,
        unseenBecause: String? = nil
    ) {
        self.decision = decision
        self.person = person
        self.reason = reason
        self.isDemo = isDemo
        self.output = output
        self.fees = fees
        self.reissued = reissued
        self.trouble = trouble
        self.remedy = remedy
        self.seen = seen
        self.unseenBecause = unseenBecause
    }

    private enum CodingKeys: String, CodingKey {
        case decision, by, reason, output, fees, outputs, message, remedy, seen
        case unseenBecause = "unseen_because"
        case isDemo = "demo"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(decision, forKey: .decision)
        try container.encode(person, forKey: .by)
        try container.encode(reason, forKey: .reason)
        if isDemo { try container.encode(true, forKey: .isDemo) }
        try container.encode(output, forKey: .output)
        try container.encode(fees, forKey: .fees)
        try container.encode(reissued, forKey: .outputs)
        try container.encode(trouble, forKey: .message)
        try container.encode(remedy, forKey: .remedy)
        if seen != nil {
            try container.encode(seen, forKey: .seen)
            try container.encode(unseenBecause, forKey: .unseenBecause)
        }
    }
}
