public import BursarModel
import PostgreSQL

/// What came of revoking a token.
public enum RevocationAnswer: Sendable, Equatable {
    case revoked
    case revokedBefore(at: Timestamp)
    case unknown
}

extension Ledger {
    /// Records a token by its hash.
    ///
    /// - Returns: false where the name is taken, by a revoked token too.
    public func createToken(
        _ name: String,
        hash: [UInt8],
        viewer: Viewer,
        mayTrace: Bool,
        by person: String,
        at now: Timestamp
    ) throws -> Bool {
        try connection.transaction {
            let added = try connection.execute(
                """
                insert into access.token (name, hash, bound_to, may_trace, created_by, created_at)
                values (\(name), \(hash)::bytea, \(orNull: viewer.campus?.text), \(mayTrace),
                    \(person), \(now.postgres))
                on conflict (name) do nothing
                """
            )
            guard added == 1 else { return false }
            try connection.audit(
                AuditEntry(
                    .tokenCreated,
                    at: viewer.campus,
                    by: person,
                    subject: name,
                    facts: [AuditFact("trace", Printable(mayTrace ? "yes" : "no"))]
                )
            )
            return true
        }
    }

    /// Every token that was ever created, by name.
    public func tokens() throws -> [TokenEntry] {
        try connection.query(
            """
            select name, bound_to, may_trace, created_by, created_at, revoked_by, revoked_at
            from access.token
            order by name
            """
        ).map { row in
            TokenEntry(
                name: try row.get("name"),
                campus: (try row.get("bound_to") as String?).flatMap { CampusKey($0) },
                mayTrace: try row.get("may_trace"),
                createdBy: try row.get("created_by"),
                createdAt: Timestamp(try row.get("created_at") as PostgresTimestamp),
                revokedBy: try row.get("revoked_by"),
                revokedAt: (try row.get("revoked_at") as PostgresTimestamp?).map(Timestamp.init)
            )
        }
    }

    /// Ends a token; whoever bears it is refused from now on.
    public func revokeToken(
        _ name: String,
        by person: String,
        at now: Timestamp
    ) throws -> RevocationAnswer {
        try connection.transaction {
            let revoked = try connection.query(
                """
                update access.token set revoked_by = \(person), revoked_at = \(now.postgres)
                where name = \(name) and revoked_at is null
                returning bound_to
                """
            ).first
            guard let revoked else {
                let before =
                    try connection.query(
                        "select revoked_at from access.token where name = \(name)"
                    ).first?.get("revoked_at") as PostgresTimestamp?
                return before.map { .revokedBefore(at: Timestamp($0)) } ?? .unknown
            }
            let campus: String? = try revoked.get("bound_to")
            try connection.audit(
                AuditEntry(
                    .tokenRevoked,
                    at: campus.flatMap { CampusKey($0) },
                    by: person,
                    subject: name
                )
            )
            return .revoked
        }
    }
}
