import BursarModel
import Ledger
import PostgreSQL
import TestSupport
import Testing

/// Revisions that were recorded before they knew why.
@Suite struct RevisionReasonsTests {
    @Test func `older revisions keep their state as the one that their files declare`() throws {
        let earlier = LedgerMigrations.all.filter { $0.number < 5 }
        let database = try TestDatabase(migrations: earlier)
        let connection = try database.connect()
        for (revision, state) in [(1, "trial"), (2, "paused")] {
            try connection.execute(
                """
                insert into registry.revision (
                    campus, revision, fingerprint, name, state, time_zone, layout_confirmed,
                    outbox, load_settings, sources, recorded_at, recorded_by, hub_version)
                values ('chico', \(revision), decode(repeat('00', 32), 'hex'), 'Chico', \(state),
                    'America/Los_Angeles', false, 'outbox/chico', '{}', '[]',
                    timestamptz '2026-11-20 18:00-08', 'registrar', '0.1')
                """
            )
        }
        try connection.execute("insert into registry.campus values ('chico', 2)")
        #expect(
            try PostgresMigrator(connection, LedgerMigrations.all).migrate().map(\.number).contains(
                5
            )
        )

        let ledger = Ledger(connection)
        #expect(try ledger.revisions(of: .chico).map(\.declaredState) == [.trial, .paused])
        #expect(try ledger.revisions(of: .chico).map(\.cause) == [.onboarded, .onboarded])
        let current = try #require(try ledger.revisionInForce(of: .chico))
        #expect(current.state == .paused)
        #expect(
            current.pause
                == CampusPause(
                    since: Timestamp(seconds: 1_795_226_400),
                    by: "registrar",
                    reason: nil
                )
        )
    }
}
