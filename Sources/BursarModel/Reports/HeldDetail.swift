/// A held fee or export in full, with what became of it and what a decision needs.
public struct HeldDetail: Sendable {
    public enum State: String, Sendable, Encodable {
        case open
        /// A person let it go on: the next run takes it up.
        case released
        /// It is in an output.
        case sent
        case writtenOff = "written_off"
    }

    public var item: HeldItem
    public var state: State
    /// The output that it went out in, and the void one that it was taken out of.
    public var output: String?
    public var fromOutput: String?
    public var decision: PersonsDecision?
    /// Of a `changed` or `suspected_duplicate` fee: this one first, then those it is held against.
    public var versions: [FeeVersion]
    /// Of an export that resembles a booked one: how its fees compare with the ledger's.
    public var comparison: ExportComparison?

    public init(
        item: HeldItem,
        state: State,
        output: String? = nil,
        fromOutput: String? = nil,
        decision: PersonsDecision? = nil,
        versions: [FeeVersion] = [],
        comparison: ExportComparison? = nil
    ) {
        self.item = item
        self.state = state
        self.output = output
        self.fromOutput = fromOutput
        self.decision = decision
        self.versions = versions
        self.comparison = comparison
    }
}

/// What is beside the item's own keys.
extension HeldDetail: Encodable {
    private enum CodingKeys: String, CodingKey {
        case state, output, decision, versions, comparison
        case fromOutput = "from_output"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(state, forKey: .state)
        try container.encode(output, forKey: .output)
        try container.encode(fromOutput, forKey: .fromOutput)
        try container.encode(decision, forKey: .decision)
        try container.encode(versions, forKey: .versions)
        try container.encode(comparison, forKey: .comparison)
    }
}

/// How many fees of a held export the ledger does not know, knows as they are, or otherwise.
public struct ExportComparison: Hashable, Sendable, Encodable {
    public var new: Int64
    public var same: Int64
    public var changed: Int64

    public init(new: Int64 = 0, same: Int64 = 0, changed: Int64 = 0) {
        self.new = new
        self.same = same
        self.changed = changed
    }
}
