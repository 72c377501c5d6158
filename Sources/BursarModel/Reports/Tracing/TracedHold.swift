/// How a fee was judged when it was booked; that is never changed.
public struct TracedJudgement: Sendable, Encodable {
    /// 1, but for a further charge that a person released.
    public var generation: Int
    public var bucket: Bucket
    public var reason: String?
    /// The output it was booked into, such as `humboldt-17`.
    public var output: String?
    public var at: Timestamp

    public init(generation: Int, bucket: Bucket, reason: String?, output: String?, at: Timestamp) {
        self.generation = generation
        self.bucket = bucket
        self.reason = reason
        self.output = output
        self.at = at
    }

    private enum CodingKeys: String, CodingKey { case generation, bucket, reason, output, at }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(generation, forKey: .generation)
        try container.encode(bucket.rawValue, forKey: .bucket)
        try container.encode(reason, forKey: .reason)
        try container.encode(output, forKey: .output)
        try container.encode(at, forKey: .at)
    }
}

/// A time in which a fee waited for a person, and what ended it.
public struct TracedHold: Sendable, Encodable {
    public enum State: String, Sendable, CaseIterable {
        case open
        case released
        case writtenOff = "written_off"
    }

    /// Such as `humboldt-f12`.
    public var id: String
    public var state: State
    public var reason: String
    public var message: String
    public var since: Timestamp
    /// When and by which run, or by whom, it was settled; nil while it is open.
    public var settledAt: Timestamp?
    public var settledBy: String?
    /// The void output that it was taken out of; nil for a fee that was held when it was read.
    public var fromOutput: String?
    /// The output that it was released into.
    public var output: String?
    /// What a person said of it last.
    public var decision: PersonsDecision?

    public init(
        id: String,
        state: State,
        reason: String,
        message: String,
        since: Timestamp,
        settledAt: Timestamp?,
        settledBy: String?,
        fromOutput: String?,
        output: String?,
        decision: PersonsDecision?
    ) {
        self.id = id
        self.state = state
        self.reason = reason
        self.message = message
        self.since = since
        self.settledAt = settledAt
        self.settledBy = settledBy
        self.fromOutput = fromOutput
        self.output = output
        self.decision = decision
    }

    private enum CodingKeys: String, CodingKey {
        case id, state, reason, message, since, output, decision
        case settledAt = "settled_at"
        case settledBy = "settled_by"
        case fromOutput = "from_output"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(state.rawValue, forKey: .state)
        try container.encode(reason, forKey: .reason)
        try container.encode(message, forKey: .message)
        try container.encode(since, forKey: .since)
        try container.encode(settledAt, forKey: .settledAt)
        try container.encode(settledBy, forKey: .settledBy)
        try container.encode(fromOutput, forKey: .fromOutput)
        try container.encode(output, forKey: .output)
        try container.encode(decision, forKey: .decision)
    }
}
