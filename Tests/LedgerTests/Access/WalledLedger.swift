import BursarModel
import Ledger
import PostgreSQL
import TestSupport

/// Two campuses in one ledger, each with everything a table can hold, and a login for each.
final class WalledLedger {
    static let own = CampusKey.humboldt
    static let other = CampusKey.named("delta")
    static let login = "bursarhub_campus_humboldt"
    static let otherLogin = "bursarhub_campus_delta"

    /// What stands in rows of the other campus and nowhere else.
    static let canaries = [
        "900777001", "DELTATYPE", "DELTALIB", "DELTABURSAR", "TXD-", "776655", "Campus delta",
        "delta-note", "delta-message", "run-delta", "output-delta",
    ]

    let desk: LedgerDesk

    init() throws {
        desk = try LedgerDesk()
        try desk.onboard(Self.other)
        let fee = TestFee(
            id: "TXD-1",
            cents: 776_655,
            user: "900777001",
            type: "DELTATYPE",
            library: "DELTALIB"
        )
        var held = fee
        held.id = "TXD-2"
        held.ending = .held(.noItemType)
        try settle(
            Self.other,
            run: "run-delta",
            TestExport("DELTABURSAR-1.xml", number: "7766550001", [fee, held])
        )
        try settle(
            Self.other,
            run: "run-delta-2",
            TestExport("DELTABURSAR-2.xml", number: "7766550002", [fee])
        )
        try settle(
            Self.own,
            run: "run-own",
            TestExport([.charge("1"), .charge("2"), .held("3")])
        )
        let administrator = try desk.administrator()
        for statement in Self.further { try administrator.execute(statement) }
        try LedgerAccess.makeLogins(administrator)
        // Statistics are what pg_stats shows rows of.
        try administrator.executeScript("analyze", deadline: .seconds(30))
    }

    /// Rows for the tables that a settlement leaves empty.
    private static let further: [PostgresStatement] = [
        "update ledger.output set note = 'delta-note', name = 'output-delta' where campus = 'delta'",
        """
        update ledger.export
        set message = 'delta-message', reason = coalesce(reason, 'x'), state = 'held',
            booked_at = null, read_count = 0, read_charge_cents = 0, read_credit_cents = 0,
            written_count = 0, written_charge_cents = 0, held_count = 0, held_charge_cents = 0,
            duplicate_count = 0, duplicate_charge_cents = 0
        where campus = 'delta' and export = 2
        """,
        """
        insert into ledger.sighting
        values ('delta', 'inbox', 'DELTABURSAR-9.xml', 1, now(), 1, now(), now())
        """,
        """
        insert into ledger.run_export (campus, run, position, file_name, state, read_count,
            read_charge_cents, read_credit_cents)
        values ('delta', 'run-delta', 1, 'DELTABURSAR-1.xml', 'converted', 1, 776655, 0)
        """,
        """
        insert into ledger.trial_output (campus, run, position, name, kind, sha256, bytes, records,
            charge_cents, credit_cents, path, fees)
        values ('delta', 'run-delta', 1, 'output-delta', 'sfs', sha256('x'), 1, 1, 776655, 0, 'x', 1)
        """,
        """
        insert into ledger.output_record (campus, output, place, record)
        select campus, output, 1, 1 from ledger.output where campus = 'delta' limit 1
        """,
        """
        insert into ledger.baseline (campus, baseline, run, person, reason, revision, hub_version,
            recorded_at)
        values ('delta', 1, 'run-delta', 'x', 'delta-note', 1, '1', now())
        """,
        """
        insert into ledger.expectation
        values ('delta', '7766550001', 1, 1, 2, 'x', 'delta-note', now())
        """,
        """
        insert into ledger.database_identity (identifier) values ('x') on conflict do nothing
        """,
    ]

    private func settle(_ campus: CampusKey, run: String, _ export: TestExport) throws {
        let claim = try desk.claim(campus, run: run)
        let settlement = try desk.ledger.settle(
            try desk.draft([export], under: claim),
            under: claim,
            desk.terms()
        )
        _ = settlement
        try desk.ledger.release(claim)
        try desk.record(.of(campus, .ok), run: run)
        try desk.ledger.finishRun(run, at: LedgerDesk.evening)
    }

    /// Every table, view and sequence of the hub, with its columns, from the catalogue.
    func relations() throws -> [(name: String, columns: [String])] {
        try desk.administrator().query(
            """
            select c.oid::regclass::text as name,
                array(
                    select quote_ident(a.attname) from pg_catalog.pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    order by a.attnum) as columns
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('registry', 'ledger', 'access', 'report', 'migration', 'audit')
              and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            order by 1
            """
        ).map { (try $0.get("name"), try $0.get("columns")) }
    }

    /// The canaries that a text shows.
    static func canaries(in text: String) -> [String] { canaries.filter { text.contains($0) } }
}
