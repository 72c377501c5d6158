import PostgreSQL

extension ForbiddenStateTests {
    /// What must never be said of an expectation or a token.
    static let looking: [Forbidden] = [
        ("users_are_not_negative", "update ledger.export set users = -1"),
        ("statements_count_from_one", expectation(statement: 0)),
        ("export_number_says_something", expectation(export: " ")),
        ("expectation_has_both_figures", expectation(fees: nil)),
        ("expected_figures_are_not_negative", expectation(fees: -1)),
        ("withdrawal_says_why", expectation(users: nil, fees: nil)),
        ("reason_says_something", expectation(reason: " ")),
        ("expectation_of_a_campus", expectation(campus: "nowhere")),
        ("token_name_is_plain", token(name: "a b")),
        ("hash_is_sha256", token(hash: [1])),
        ("token_of_a_campus", token(campus: "nowhere")),
        ("revoked_token_has_its_time", token(revokedBy: "x")),
    ]

    private static func expectation(
        campus: String = "humboldt",
        export: String = "1",
        statement: Int = 1,
        users: Int64? = 1,
        fees: Int64? = 2,
        reason: String? = nil
    ) -> PostgresStatement {
        """
        insert into ledger.expectation (
            campus, export_number, statement, users, fees, person, reason, stated_at)
        values (\(campus), \(export), \(statement), \(orNull: users), \(orNull: fees), 'x',
            \(orNull: reason), now())
        """
    }

    private static func token(
        name: String = "a",
        hash: [UInt8] = Array(repeating: 1, count: 32),
        campus: String? = nil,
        revokedBy: String? = nil
    ) -> PostgresStatement {
        """
        insert into access.token (
            name, hash, bound_to, may_trace, created_by, created_at, revoked_by)
        values (\(name), \(hash)::bytea, \(orNull: campus), false, 'x', now(), \(orNull: revokedBy))
        """
    }
}
