import Ledger
import PostgreSQL
import TestSupport
import Testing

/// What waited, and what was told, when a note still went to all its readers at once.
@Suite struct HandingOverMigrationTests {
    @Test func `a note becomes one for each of its readers, and what was told stays told`() throws {
        let all = LedgerMigrations.all
        let database = try TestDatabase(migrations: all.filter { $0.number < 18 })
        let connection = try database.connect()
        defer { connection.close() }
        try connection.execute(
            """
            insert into ledger.notice (notice, channel, kind, recipients, subject, body,
                fingerprint, made_at, tries, next_try_at, sent_at)
            values
                (1, 'mail', 'run', '{a@b.example,c@d.example,e@f.example}', 's', 'b', sha256('1'),
                    now(), 2, now(), null),
                (2, 'webhook', 'run', '{}', 's', '{}', sha256('2'), now(), 0, now(), null),
                (3, 'mail', 'run', '{a@b.example}', 's', 'b', sha256('3'), now(), 1, now(), now())
            """
        )
        try connection.execute(
            """
            insert into ledger.told (audience, matters, since) values
                ('consortium', '{humboldt overdue,"humboldt unclaimed: A-1.xml"}', now()),
                ('campus/san-jose', '{"held: no_item_type X 1 2 3","attention: look"}', now()),
                ('webhook', '{}', now())
            """
        )
        try PostgresMigrator(connection, all.filter { $0.number <= 18 }).migrate()
        let notices: [String] = try connection.query(
            """
            select concat_ws(' ', notice, reader, tries, sent_at is null, substr(fingerprint, 1, 2))
                as line
            from ledger.notice order by notice
            """
        ).map { try $0.get("line") }
        #expect(
            notices == [
                "1 a@b.example 2 t \\x6b86", "2 0 t \\xd473", "3 a@b.example 1 f \\x4e07",
                "4 c@d.example 2 t \\x6b86", "5 e@f.example 2 t \\x6b86",
            ]
        )
        let told: [String] = try connection.query(
            "select array_to_string(matters, '; ') as line from ledger.told order by audience"
        ).map { try $0.get("line") }
        #expect(
            told == [
                "san-jose lasting held: no_item_type X 1 2 3; san-jose passing attention: look",
                "humboldt lasting overdue; humboldt passing unclaimed: A-1.xml", "",
            ]
        )
    }
}
