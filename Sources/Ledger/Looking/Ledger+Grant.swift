public import BursarModel
import PostgreSQL

/// What a token lets its bearer see.
public struct Grant: Hashable, Sendable {
    /// The token's name, which is no secret.
    public var name: String
    public var viewer: Viewer
    /// Whether it opens the trace of its campus's fees, students' ids included.
    public var mayTrace: Bool
}

extension Ledger {
    /// What the token with this SHA-256 lets its bearer see; nil for an unknown or revoked one.
    ///
    /// For the status login, which has no other way to a token.
    public func grant(of tokenHash: [UInt8]) throws -> Grant? {
        try connection.query(
            "select name, campus, may_trace from access.grant_of_token(\(tokenHash)::bytea)"
        ).first.map { row in
            let campus: String? = try row.get("campus")
            return Grant(
                name: try row.get("name"),
                viewer: try campus.map { text in
                    guard let key = CampusKey(text) else {
                        throw LedgerError.unexpectedState("a token is of a campus without a key")
                    }
                    return .campus(key)
                } ?? .consortium,
                mayTrace: try row.get("may_trace")
            )
        }
    }

    /// Tells in the audit trail that fees were traced on a page; for the status login.
    ///
    /// Outside `asViewer`, which only reads, and before the page is shown. `subject` is what was
    /// asked for, never a student's id.
    public func noteTrace(viewerName: String, campus: CampusKey, subject: String) throws {
        _ = try connection.query(
            "select ledger.note_trace(\(campus.text), \(viewerName), \(subject))"
        )
    }
}
