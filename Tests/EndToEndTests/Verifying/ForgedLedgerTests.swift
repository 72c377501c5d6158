import PostgreSQL
import TestSupport
import Testing

/// Whatever is changed in the ledger by hand, `verify` finds it and says where.
@Suite struct ForgedLedgerTests {
    private let site: HubSite
    private let forger: Forger

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1, 4)
        try site.put(first, at: "humboldt")
        _ = try site.run()
        var second = first.again(job: 2)
        second.fees += [
            .init("900000007", "OVERDUEFINE", "7", id: "7001"),
            .init("900000007", "OVERDUEFINE", "9", id: "7002"),
            .init("900000002", "LOCKERKEY", "40", id: "2"),
        ]
        try site.put(second, at: "humboldt")
        try site.collect(from: "humboldt")
        _ = try site.run()
        forger = try Forger(site)
    }

    /// A change, and what is to be found of it among other things.
    private static let forgeries: [(PostgresStatement, Set<String>)] = [
        (
            "update ledger.charge set cents = cents + 1 where id = '1001'",
            ["fee_differs humboldt-x1"]
        ),
        (
            "delete from ledger.charge where id = '1002'",
            ["fee_missing humboldt-x1", "output_differs humboldt-1"]
        ),
        (
            "update ledger.charge set output = 2 where id = '1003'",
            ["output_differs humboldt-1"]
        ),
        (
            "update ledger.charge set record = 9 where id = '1001'",
            ["output_differs humboldt-1"]
        ),
        ("delete from ledger.duplicate where ordinal = 1", ["fee_missing humboldt-x2"]),
        (
            "update ledger.duplicate set id = '1004' where ordinal = 1",
            ["fee_differs humboldt-x2"]
        ),
        ("delete from ledger.duplicate", ["fee_missing humboldt-x2"]),
        (
            "update ledger.charge set student_id = '900000009' where id = '1001'",
            ["fee_differs humboldt-x1"]
        ),
        (
            "update ledger.charge set fingerprint = sha256('') where id = '1001'",
            ["fee_differs humboldt-x1"]
        ),
        (
            "update ledger.charge set fee_type = 'OTHER' where id = '1001'",
            ["fee_differs humboldt-x1"]
        ),
        ("update ledger.charge set id = '9999' where id = '1001'", ["fee_differs humboldt-x1"]),
        ("update ledger.charge set line = 1 where id = '1001'", ["fee_differs humboldt-x1"]),
        (
            "update ledger.charge set ordinal = 99 where id = '1001'",
            ["fee_missing humboldt-x1", "fee_unknown humboldt-x1"]
        ),
        (
            "update ledger.charge set booked_at = booked_at + interval '1 s' where id = '1001'",
            ["fee_missing humboldt-x1", "fee_unknown humboldt"]
        ),
        (
            """
            update ledger.charge set bucket = 'skipped', reason = 'rule', output = null, record = null
            where id = '1001'
            """,
            ["books_differ humboldt-x1", "output_differs humboldt-1"]
        ),
        (
            """
            update ledger.export set written_count = written_count - 1, skipped_count = 1
            where export = 1
            """,
            ["books_differ humboldt-x1"]
        ),
        (
            """
            update ledger.export set written_charge_cents = written_charge_cents - 1,
                skipped_charge_cents = 1
            where export = 1
            """,
            ["books_differ humboldt-x1"]
        ),
        (
            """
            update ledger.held_fee set state = 'written_off', bucket = 'skipped', settled_at = now(),
                settled_by = 'x'
            """,
            ["books_differ humboldt-x2"]
        ),
        ("delete from ledger.held_fee", ["fee_not_waiting humboldt-x2"]),
        (
            "update ledger.held_fee set cents = 1",
            ["fee_differs humboldt-x2"]
        ),
        (
            "update ledger.output set charge_cents = charge_cents + 1 where output = 1",
            ["output_differs humboldt-1"]
        ),
        (
            "update ledger.output set id_hash = '0000000001' where output = 1",
            ["output_differs humboldt-1"]
        ),
        (
            "update ledger.output set state = 'void', void_at = now(), voided_by = 'x' where output = 1",
            ["fee_in_no_output humboldt-x1"]
        ),
        (
            "update ledger.output set sha256 = sha256('') where output = 1",
            ["output_differs humboldt-1", "output_missing humboldt-1"]
        ),
        (
            """
            insert into ledger.held_fee (campus, held, export, ordinal, line, kind, id, fingerprint,
                student_id, cents, fee_type, library, fee_date, reason, message, state, since,
                judged_revision, judged_version, judged_on, settled_at, settled_by, bucket, output, record)
            select campus, 50, export, ordinal, line, kind, id, fingerprint, student_id, cents,
                fee_type, library, fee_date, 'changed', '', 'released', booked_at, 1, 'x',
                '2026-11-20', now(), 'x', 'written', 2, 3
            from ledger.charge where id = '1001'
            """,
            ["fee_in_two_outputs humboldt-x1", "output_differs humboldt-2"]
        ),
        (
            """
            update ledger.campus_run set written_count = written_count - 1,
                skipped_count = skipped_count + 1
            where written_count = 2
            """,
            ["run_differs humboldt run "]
        ),
    ]

    @Test func `G2 every row that is changed by hand is found and named`() throws {
        #expect(try site.verify().findings == [])
        for (statement, expected) in Self.forgeries {
            #expect(try forger.forge(statement) > 0, "\(statement.text)")
            let verified = try site.verify()
            #expect(verified.exit == 70, "\(statement.text)")
            let missed = expected.filter { prefix in
                !verified.findings.contains { $0.hasPrefix(prefix) }
            }
            #expect(missed == [], "\(statement.text): \(verified.findings)")
            try forger.restore()
        }
        #expect(try site.verify().findings == [])
    }

    @Test func `a finding says where, and gives away nothing of the patron`() throws {
        try forger.forge("update ledger.charge set cents = 5, student_id = '900000009'")
        let text = try site.command(["verify"])
        #expect(text.exit == 70)
        #expect(text.output.contains("humboldt-x1"))
        #expect(text.output.contains("fee 1 (line "))
        for secret in ["90000000", "Sample, Sam", "1001"] {
            #expect(!text.output.contains(secret))
            #expect(!text.messages.contains(secret))
        }
    }
}
