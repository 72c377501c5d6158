import BursarModel
import Ledger
import PostgreSQL
import Testing

/// Each statement makes one row of a sound ledger say what must never be said.
@Suite struct ForbiddenStateTests {
    private let desk: LedgerDesk

    init() throws {
        desk = try LedgerDesk()
        try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1"), .held("2"), .skipped("3")])
        )
        let claim = try desk.claim()
        var draft = SettlementDraft()
        draft.held = [
            .init(
                export: 2,
                file: TestExport.file("b.xml", content: "b"),
                exportNumber: nil,
                isKnown: false,
                reason: .doctype,
                message: ""
            )
        ]
        try desk.settle(draft, under: claim)
        let baseline = try desk.claim()
        _ = try desk.ledger.settleBaseline(
            try desk.draft(
                [TestExport("c.xml", number: "3", [.skipped("9")])],
                under: baseline
            ),
            under: baseline,
            desk.terms(),
            on: BaselineTerms(person: "somebody", reason: "why")
        )
        try desk.begin("r")
        try desk.record(.of(.humboldt, .ok), run: "r")
    }

    /// What must never be said, and the constraint that refuses it.
    typealias Forbidden = (constraint: String, statement: PostgresStatement)

    private static let forbidden =
        others + heldFeesAndOutputs + decisions + purged + restored
        + looking + telling

    private static let others: [Forbidden] = [
        // registry
        ("campus_key_is_a_plain_name", "insert into registry.campus values ('../x', 1)"),
        ("revision_counts_from_one", "update registry.revision set revision = 0"),
        ("fingerprint_is_sha256", "update registry.revision set fingerprint = '\\x00'"),
        ("state_is_a_campus_state", "update registry.revision set state = 'dead'"),
        (
            "live_campus_has_a_confirmed_layout",
            "update registry.revision set layout_confirmed = false"
        ),
        ("cause_is_a_revision_cause", "update registry.revision set cause = 'guessed'"),
        ("declared_state_is_a_campus_state", "update registry.revision set declared_state = 'x'"),
        ("state_is_declared_or_paused", "update registry.revision set state = 'trial'"),
        (
            "paused_campus_has_its_time",
            "update registry.revision set state = 'paused', pause_reason = 'x'"
        ),
        ("paused_campus_has_its_time", "update registry.revision set paused_at = now()"),
        (
            "pause_above_the_file_has_its_reason",
            "update registry.revision set state = 'paused', paused_at = now(), paused_by = 'x'"
        ),
        ("pause_by_command_has_its_reason", "update registry.revision set cause = 'paused'"),
        ("reasons_say_something", "update registry.revision set reason = ' '"),
        // runs
        ("finished_run_has_its_time", "update ledger.run set state = 'finished'"),
        ("finished_run_has_its_time", "update ledger.run set finished_at = now()"),
        ("mode_is_a_run_mode", "update ledger.run set mode = 'dry'"),
        ("outcome_is_a_campus_outcome", "update ledger.campus_run set outcome = 'fine'"),
        ("retries_are_not_negative", "update ledger.campus_run set retries = -1"),
        ("every_fee_read_has_its_bucket", "update ledger.campus_run set read_count = 1"),
        ("every_fee_read_has_its_bucket", "update ledger.campus_run set read_credit_cents = 1"),
        (
            "books_are_not_negative",
            "update ledger.campus_run set held_count = -1, written_count = 1"
        ),
        (
            "campus_run_belongs_to_a_run",
            "update ledger.campus_run set run = 'another' where run = 'r'"
        ),
        ("campus_run_has_its_revision", "update ledger.campus_run set revision = 7"),
        // exports
        (
            "booked_export_has_its_time",
            "update ledger.export set booked_at = null where export = 1"
        ),
        (
            "booked_export_has_its_time",
            "update ledger.export set booked_at = now() where export = 2"
        ),
        (
            "held_export_has_no_books",
            "update ledger.export set read_count = 1, held_count = 1 where export = 2"
        ),
        (
            "held_export_has_no_books",
            "update ledger.export set read_charge_cents = 1, held_charge_cents = 1 where export = 2"
        ),
        (
            "export_that_stops_has_its_reason",
            "update ledger.export set reason = null where export = 2"
        ),
        (
            "export_that_stops_has_its_reason",
            "update ledger.export set reason = 'doctype' where export = 1"
        ),
        (
            "every_fee_read_has_its_bucket",
            "update ledger.export set written_count = 2 where export = 1"
        ),
        (
            "every_fee_read_has_its_bucket",
            "update ledger.export set held_charge_cents = 0 where export = 1"
        ),
        (
            "books_are_not_negative",
            """
            update ledger.export set held_count = -1, written_count = written_count + 2
            where export = 1
            """
        ),
        ("sha256_has_32_bytes", "update ledger.export set sha256 = '\\x00' where export = 1"),
        ("export_has_its_revision", "update ledger.export set revision = 7 where export = 1"),
        (
            "export_content_is_booked_once",
            """
            update ledger.export set state = 'converted', reason = null, booked_at = now(),
                sha256 = (select sha256 from ledger.export where export = 1)
            where export = 2
            """
        ),
        (
            "export_of_a_baseline_is_booked",
            "update ledger.export set baseline = 1 where export = 2"
        ),
        ("export_of_a_baseline", "update ledger.export set baseline = 7 where export = 1"),
        // baselines
        ("baseline_says_why", "update ledger.baseline set reason = E' \\n'"),
        (
            "baselines_count_from_one",
            "insert into ledger.baseline select campus, 0, run, person, reason, revision, hub_version, recorded_at from ledger.baseline"
        ),
        ("baseline_has_its_revision", "update ledger.baseline set revision = 7"),
        // charges
        (
            "charge_in_an_output_has_its_record",
            "update ledger.charge set record = null where id = '1'"
        ),
        (
            "charge_in_an_output_has_its_record",
            "update ledger.charge set output = null where id = '1'"
        ),
        (
            "charge_in_an_output_has_its_record",
            "update ledger.charge set output = 1, record = 9 where id = '2'"
        ),
        (
            "charge_in_an_output_has_its_record",
            "update ledger.charge set bucket = 'diverted', output = null, record = null where id = '1'"
        ),
        (
            "charge_in_an_output_has_its_money",
            "update ledger.charge set fee_date = null where id = '1'"
        ),
        (
            "only_a_held_charge_lacks_its_amount",
            "update ledger.charge set cents = null where id = '3'"
        ),
        ("charge_left_out_has_its_reason", "update ledger.charge set reason = null where id = '2'"),
        (
            "charge_left_out_has_its_reason",
            "update ledger.charge set reason = 'rule' where id = '1'"
        ),
        ("bucket_is_where_a_charge_can_end", "update ledger.charge set bucket = 'duplicate'"),
        ("kind_is_a_charge_kind", "update ledger.charge set kind = 'other'"),
        ("fingerprint_is_sha256", "update ledger.charge set fingerprint = '\\x00'"),
        (
            "database_has_one_identity",
            "insert into ledger.database_identity (is_this, identifier) values (false, 'x')"
        ),
        ("charge_pkey", "update ledger.charge set id = '1' where id = '2'"),
        // the audit trail
        (
            "audit_says_who_and_what",
            "select ledger.append_audit('', ' ', 'purged', null, null, null, null, '{}')"
        ),
        (
            "audit_says_who_and_what",
            "select ledger.append_audit('', 'x', 'Purged!', null, null, null, null, '{}')"
        ),
        (
            "audit_reason_says_something",
            "select ledger.append_audit('', 'x', 'purged', null, '  ', null, null, '{}')"
        ),
        (
            "audit_digest_has_32_bytes",
            "select ledger.append_audit('', 'x', 'purged', null, null, '\\x00', null, '{}')"
        ),
        (
            "audit_facts_are_names_and_values",
            "select ledger.append_audit('', 'x', 'purged', null, null, null, null, '[]')"
        ),
        (
            "audit_counts_from_one",
            """
            insert into ledger.audit
            select campus, 0, at, login, who, act, subject, reason, digest, totals, facts, previous, hash
            from ledger.audit where number = 1
            """
        ),
        (
            "audit_hashes_have_32_bytes",
            """
            insert into ledger.audit
            select campus, 99, at, login, who, act, subject, reason, digest, totals, facts, '', hash
            from ledger.audit where number = 1
            """
        ),
    ]

    @Test func `no table holds a state that must not be`() throws {
        // With a login that no missing grant stops before the constraint does.
        let administrator = try desk.administrator()
        for (constraint, statement) in ForbiddenStateTests.forbidden {
            do {
                try administrator.transaction {
                    try administrator.execute(statement)
                    // Here the deferred ones are looked at.
                    try administrator.execute("set constraints all immediate")
                    throw Accepted()
                }
            } catch let error as PostgresError {
                #expect(error.constraint == constraint, "\(statement.text)")
            } catch is Accepted {
                Issue.record("\(constraint) let this pass: \(statement.text)")
            }
        }
    }

    private struct Accepted: Error {}

    @Test func `every constraint with a name of ours is tried`() throws {
        let ours = try desk.rows(
            """
            select distinct conname::text as name
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_namespace n on n.oid = k.connamespace
            where n.nspname = 'ledger' and k.contype = 'c'
              and conrelid::regclass::text not in ('ledger.run_export', 'ledger.trial_output')
            order by name
            """,
            "name"
        )
        let tried = Set(ForbiddenStateTests.forbidden.map(\.constraint))
        let untried = Set(ours).subtracting(tried)
        #expect(
            untried == [
                "campus_run_ends_after_its_start", "exports_count_from_one",
                "held_fees_count_from_one", "kind_is_an_output_kind", "outputs_count_from_one",
                "second_is_of_a_day", "sequence_counts_from_one", "state_is_a_held_state",
                "state_is_a_run_state", "state_is_an_export_state",
            ]
        )
    }
}
