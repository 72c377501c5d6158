import BursarModel
import Digests
import Ledger
import PostgreSQL
import TestSupport

extension LedgerDesk {
    static let key = HMACKey(Array("a key of the tests alone".utf8))
    static let zone = "America/Los_Angeles"

    /// All that a campus has is settled, two years old, and past keeping.
    func makeOld(_ campus: CampusKey) throws {
        let administrator = try administrator()
        defer { administrator.close() }
        for statement: PostgresStatement in [
            """
            update ledger.held_fee
            set state = 'written_off', bucket = 'skipped', joins_next = false, settled_at = now(),
                settled_by = 'somebody'
            where campus = \(campus.text) and state = 'open'
            """,
            """
            update ledger.output
            set state = 'void', void_at = now(), voided_by = 'somebody',
                planned_at = planned_at - interval '2 years'
            where campus = \(campus.text)
            """,
            """
            update ledger.charge set booked_at = booked_at - interval '2 years'
            where campus = \(campus.text)
            """,
            """
            update ledger.export
            set taken_at = taken_at - interval '2 years',
                booked_at = booked_at - interval '2 years'
            where campus = \(campus.text)
            """,
        ] { try administrator.execute(statement) }
    }

    /// What a plan up to a day would give up.
    func plan(at campus: CampusKey, until day: String = "2025-06-30") throws -> PurgePlan {
        guard let until = CalendarDate(iso: day), let ledgerUntil = CalendarDate(iso: "2010-06-30")
        else { throw NotClaimed() }
        return try ledger.purgePlan(
            of: campus,
            in: LedgerDesk.zone,
            until: PurgeHorizon(files: until, ledger: ledgerUntil)
        )
    }

    var purgeTerms: PurgeTerms {
        PurgeTerms(
            person: "somebody",
            hubVersion: "1.0",
            now: LedgerDesk.evening,
            key: LedgerDesk.key
        )
    }

    /// Purges all that a campus has, as if years had passed.
    @discardableResult
    func purgeAll(at campus: CampusKey) throws -> PurgePlan {
        try makeOld(campus)
        let claim = try claim(campus)
        let session = try PostgresConnection(
            database.address.actingAs(LedgerRole.run.name),
            applicationName: "tests"
        )
        defer { session.close() }
        let done = try Ledger(session).purge(try plan(at: campus), under: claim, purgeTerms)
        try ledger.release(claim)
        return done
    }
}
