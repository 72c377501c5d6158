import PostgreSQL

extension ForbiddenStateTests {
    /// What must never be said of a database that was restored.
    static let restored: [Forbidden] = [
        (
            "identifier_is_plain",
            "insert into ledger.database_identity (identifier) values ('../x')"
        ),
        ("acceptances_count_from_one", acceptance(number: 0)),
        ("database_was_older", acceptance(output: 3)),
        ("acceptance_says_why", acceptance(reason: " ")),
        ("acceptance_of_a_campus", acceptance(campus: "nowhere")),
    ]

    private static func acceptance(
        campus: String = "humboldt",
        number: Int = 1,
        output: Int = 4,
        reason: String = "restored"
    ) -> PostgresStatement {
        """
        insert into ledger.accepted_database (
            campus, acceptance, output, known_output, person, reason, accepted_at)
        values (\(campus), \(number), \(output), 3, 'x', \(reason), now())
        """
    }
}
