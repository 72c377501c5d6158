/// What became of a person's decision on held fees and exports.
public struct HeldDecisionReport: Sendable, Encodable {
    /// One of those that were named.
    public struct Item: Sendable, Encodable {
        public enum Outcome: String, Sendable, Encodable {
            case done
            /// Nothing was changed, of it nor of the others of its campus.
            case refused
        }

        public var id: String
        /// The output or export that stood for it; nil where it was named itself.
        public var namedAs: String?
        public var campus: CampusKey
        public var outcome: Outcome
        /// What it is held for, or was; nil where nothing is held under the id.
        public var reason: HoldReason?
        /// Of a fee, or of a written-off export that could be read.
        public var tally: Tally
        /// Why it was refused, and what to do.
        public var message: String?
        public var remedy: String?
        /// Whether what was asked for does not fit, rather than something standing against it.
        public var isWrongUse: Bool

        public init(
            id: String,
            namedAs: String? = nil,
            campus: CampusKey,
            outcome: Outcome,
            reason: HoldReason?,
            tally: Tally,
            message: String?,
            remedy: String?,
            isWrongUse: Bool
        ) {
            self.id = id
            self.namedAs = namedAs
            self.campus = campus
            self.outcome = outcome
            self.reason = reason
            self.tally = tally
            self.message = message
            self.remedy = remedy
            self.isWrongUse = isWrongUse
        }

        private enum CodingKeys: String, CodingKey {
            case id, campus, outcome, reason, message, remedy, count
            case namedAs = "named_as"
            case chargeCents = "charge_cents"
            case creditCents = "credit_cents"
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            if namedAs != nil { try container.encode(namedAs, forKey: .namedAs) }
            try container.encode(campus.text, forKey: .campus)
            try container.encode(outcome, forKey: .outcome)
            try container.encode(reason, forKey: .reason)
            try container.encode(tally.count, forKey: .count)
            try container.encode(tally.chargeCents, forKey: .chargeCents)
            try container.encode(tally.creditCents, forKey: .creditCents)
            try container.encode(message, forKey: .message)
            try container.encode(remedy, forKey: .remedy)
        }
    }

    public var decision: HeldDecision
    public var person: String
    public var reason: String?
    public var isDemo: Bool
    public var items: [Item] = []

    public init(decision: HeldDecision, person: String, reason: String?, isDemo: Bool) {
        self.decision = decision
        self.person = person
        self.reason = reason
        self.isDemo = isDemo
    }

    /// Those on which nothing was decided.
    public var refused: [Item] { items.filter { $0.outcome == .refused } }

    private enum CodingKeys: String, CodingKey {
        case decision, by, reason, items
        case isDemo = "demo"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(decision, forKey: .decision)
        try container.encode(person, forKey: .by)
        try container.encode(reason, forKey: .reason)
        if isDemo { try container.encode(true, forKey: .isDemo) }
        try container.encode(items, forKey: .items)
    }
}
