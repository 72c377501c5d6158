public import BursarModel
import PostgreSQL

/// What a person decided on an output, as its row keeps it.
///
/// It stands there before any file is touched, so that whoever finds the output half-way knows what
/// it is to become.
public struct OutputDecision: Sendable, Equatable {
    public var kind: OutputDecisionKind
    public var person: String
    public var reason: String
    public var decidedAt: Timestamp

    public init(
        _ kind: OutputDecisionKind,
        by person: String,
        because reason: String,
        at decidedAt: Timestamp
    ) {
        self.kind = kind
        self.person = person
        self.reason = reason
        self.decidedAt = decidedAt
    }
}

extension OutputDecision {
    /// Nil where nobody decided on the output of the row.
    init?(_ row: PostgresRow) throws {
        guard let kind: String = try row.get("decision") else { return nil }
        guard let kind = OutputDecisionKind(rawValue: kind) else {
            throw LedgerError.unexpectedState("a decision in the ledger is not readable")
        }
        self.init(
            kind,
            by: try row.get("decided_by"),
            because: try row.get("decision_reason"),
            at: Timestamp(try row.get("decided_at") as PostgresTimestamp)
        )
    }
}
