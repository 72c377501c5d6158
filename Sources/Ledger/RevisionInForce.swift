public import BursarModel
import PostgreSQL

/// What the revision in force says of a campus, as far as changing it goes.
public struct RevisionInForce: Sendable {
    public var revision: Int
    /// Equal ones are made of the same files.
    public var fingerprint: [UInt8]
    /// The state that counts: a pause by command stands above what the file says.
    public var state: CampusState
    public var declaredState: CampusState
    public var pause: CampusPause?
    /// Whether the campus is live by its file, or was when its file said `paused`.
    ///
    /// Then what lies in its locations is the hub's to send, and no cut-over is asked about.
    public var wasLive: Bool

    init(_ row: PostgresRow) throws {
        guard let state = CampusState(rawValue: try row.get("state")),
            let declared = CampusState(rawValue: try row.get("declared_state"))
        else { throw LedgerError.unexpectedState("a revision in the registry is not readable") }
        self.state = state
        declaredState = declared
        revision = try row.get("revision")
        fingerprint = try row.get("fingerprint")
        pause = try CampusPause(row)
        wasLive = try row.get("was_live")
    }
}

extension CampusPause {
    /// Nil where the campus of the row is not paused.
    init?(_ row: PostgresRow) throws {
        guard let since: PostgresTimestamp = try row.get("paused_at") else { return nil }
        self.init(
            since: Timestamp(since),
            by: try row.get("paused_by"),
            reason: try row.get("pause_reason")
        )
    }
}
