public import BursarModel
import PostgreSQL

/// What came of a person's statement about an export.
public enum ExpectationAnswer: Sendable, Equatable {
    case recorded(Expectation)
    case withdrawn
    /// There is nothing to withdraw.
    case nothingExpected
    case unknownCampus
}

extension Ledger {
    /// What people said of exports, with what came; of an export the last statement counts.
    ///
    /// The export is the one whose fees are accounted for, a copy of it last. While none came, or it
    /// is held as a whole, its figures are nobody's, and the expectation is outstanding.
    public func expectations(at campus: CampusKey? = nil) throws -> [Expectation] {
        try connection.query(
            """
            select e.campus, e.export_number, e.users as expected_users, e.fees as expected_fees,
                e.person, e.stated_at, x.users, x.read_count as fees
            from (
                select distinct on (campus, export_number) *
                from (
                    select campus, export_number, statement, users, fees, person, stated_at
                    from ledger.expectation
                    where \(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text)
                ) s
                order by campus, export_number, statement desc
            ) e
            left join lateral (
                select c.users, c.read_count
                from ledger.export c
                where c.campus = e.campus and c.export_number = e.export_number
                  and c.booked_at is not null
                order by c.state = 'duplicate', c.export desc
                limit 1
            ) x on true
            where e.users is not null
            order by e.stated_at, e.campus, e.export_number
            """
        ).map(Expectation.init)
    }

    /// Records what Alma's job report says of an export; it takes the place of what was said before.
    public func expect(
        export number: String,
        users: Int64,
        fees: Int64,
        at campus: CampusKey,
        by word: PersonsWord
    ) throws -> ExpectationAnswer {
        try connection.transaction {
            guard let statement = try nextStatement(of: number, at: campus) else {
                return .unknownCampus
            }
            try connection.execute(
                """
                insert into ledger.expectation (
                    campus, export_number, statement, users, fees, person, reason, stated_at)
                values (\(campus.text), \(number), \(statement.next), \(users), \(fees),
                    \(word.person), \(orNull: word.reason), \(word.now.postgres))
                """
            )
            guard
                let expectation = try expectations(at: campus).last(where: {
                    $0.exportNumber == number
                })
            else { throw LedgerError.unexpectedState("what was expected is not there") }
            try connection.audit(
                AuditEntry(
                    .expectationSet,
                    at: campus,
                    by: word.person,
                    subject: number,
                    reason: word.reason,
                    facts: [AuditFact("users", users), AuditFact("fees", fees)]
                )
            )
            return .recorded(expectation)
        }
    }

    /// Takes back what was said of an export: nothing is compared with it any more.
    public func withdrawExpectation(
        ofExport number: String,
        at campus: CampusKey,
        by word: PersonsWord
    ) throws -> ExpectationAnswer {
        try connection.transaction {
            guard let statement = try nextStatement(of: number, at: campus) else {
                return .unknownCampus
            }
            guard statement.isExpected else { return .nothingExpected }
            try connection.execute(
                """
                insert into ledger.expectation (
                    campus, export_number, statement, person, reason, stated_at)
                values (\(campus.text), \(number), \(statement.next), \(word.person),
                    \(orNull: word.reason), \(word.now.postgres))
                """
            )
            try connection.audit(
                AuditEntry(
                    .expectationLifted,
                    at: campus,
                    by: word.person,
                    subject: number,
                    reason: word.reason
                )
            )
            return .withdrawn
        }
    }

    /// What the next statement counts as; nil where there is no such campus.
    ///
    /// Two who state at once come one after the other.
    private func nextStatement(
        of number: String,
        at campus: CampusKey
    ) throws -> (next: Int, isExpected: Bool)? {
        try lockRegistry()
        return try connection.query(
            """
            select coalesce(e.statement, 0) + 1 as next, e.users is not null as is_expected
            from registry.campus c
            left join lateral (
                select statement, users
                from ledger.expectation
                where campus = c.campus and export_number = \(number)
                order by statement desc
                limit 1
            ) e on true
            where c.campus = \(campus.text)
            """
        ).first.map { (try $0.get("next"), try $0.get("is_expected")) }
    }
}

extension Expectation {
    init(_ row: PostgresRow) throws {
        guard let campus = CampusKey(try row.get("campus") as String) else {
            throw LedgerError.unexpectedState("an expectation is of a campus without a key")
        }
        let (expectedUsers, expectedFees): (Int64, Int64) = (
            try row.get("expected_users"), try row.get("expected_fees")
        )
        let (users, fees): (Int64?, Int64?) = (try row.get("users"), try row.get("fees"))
        self.init(
            campus: campus,
            exportNumber: try row.get("export_number"),
            expectedUsers: expectedUsers,
            expectedFees: expectedFees,
            users: users,
            fees: fees,
            // Of an export that an earlier version read, nobody knows the users.
            verdict: fees.map { fees in
                fees == expectedFees && users ?? expectedUsers == expectedUsers ? .met : .differs
            } ?? .outstanding,
            statedBy: try row.get("person"),
            statedAt: Timestamp(try row.get("stated_at") as PostgresTimestamp)
        )
    }
}
