/// What a person decided last on a held matter or an output, as it is shown beside it.
public struct PersonsDecision: Hashable, Sendable, Encodable {
    /// `release`, `write_off`, `reopen`; of an output `confirm`, `void`, `reissue`.
    public var decision: String
    public var by: String
    public var reason: String?
    /// Nil where only the audit trail tells.
    public var at: Timestamp?

    public init(decision: String, by: String, reason: String?, at: Timestamp?) {
        self.decision = decision
        self.by = by
        self.reason = reason
        self.at = at
    }
}
