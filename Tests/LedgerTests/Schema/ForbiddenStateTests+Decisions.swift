import PostgreSQL

extension ForbiddenStateTests {
    /// Export 1 is booked, export 2 held; output 1 is planned.
    static let decisions: [Forbidden] = [
        // held fees
        (
            "decision_is_about_a_held_fee",
            """
            update ledger.held_fee
            set decision = 'confirm', decided_by = 'x', decided_at = now(), decision_reason = 'y'
            """
        ),
        ("decision_has_its_author", "update ledger.held_fee set decision = 'release'"),
        (
            "decision_says_why",
            """
            update ledger.held_fee
            set decision = 'write_off', decided_by = 'x', decided_at = now()
            """
        ),
        // exports
        (
            "decision_is_about_a_held_export",
            """
            update ledger.export set decision = 'void', decided_by = 'x', decision_reason = 'y'
            where export = 2
            """
        ),
        ("decision_has_its_author", "update ledger.export set decided_by = 'x' where export = 2"),
        (
            "decision_says_why",
            """
            update ledger.export set decision = 'reopen', decided_by = 'x', decision_reason = ' '
            where export = 2
            """
        ),
        ("only_a_held_export_joins", "update ledger.export set joins_next = true where export = 1"),
        (
            "written_off_export_can_be_taken_back",
            "update ledger.export set held_for = 'doctype' where export = 2"
        ),
        (
            "written_off_export_can_be_taken_back",
            "update ledger.export set state = 'ignored', reason = 'written_off' where export = 2"
        ),
        (
            "written_off_export_is_skipped_whole",
            """
            update ledger.export
            set state = 'ignored', held_for = reason, reason = 'written_off',
                written_off_at = now(), booked_at = now(), read_count = 1, held_count = 1
            where export = 2
            """
        ),
        (
            "booked_export_has_its_time",
            """
            update ledger.export
            set state = 'ignored', held_for = reason, reason = 'written_off',
                written_off_at = now()
            where export = 2
            """
        ),
        // outputs
        (
            "decision_is_about_an_output",
            """
            update ledger.output
            set decision = 'release', decided_by = 'x', decided_at = now(), decision_reason = 'y'
            """
        ),
        (
            "decision_has_its_author",
            "update ledger.output set decision = 'void', decided_by = 'x', decided_at = now()"
        ),
        (
            "decision_says_why",
            """
            update ledger.output
            set decision = 'void', decided_by = 'x', decided_at = now(), decision_reason = ''
            """
        ),
        (
            "decision_fits_the_state",
            """
            update ledger.output
            set state = 'void', void_at = now(), voided_by = 'x', decision = 'confirm',
                decided_by = 'x', decided_at = now(), decision_reason = 'y'
            """
        ),
    ]
}
