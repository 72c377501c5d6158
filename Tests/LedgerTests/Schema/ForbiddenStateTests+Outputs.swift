import PostgreSQL

extension ForbiddenStateTests {
    static let heldFeesAndOutputs: [Forbidden] = [
        // held fees
        ("settled_fee_has_its_time", "update ledger.held_fee set settled_at = now()"),
        (
            "settled_fee_has_its_time",
            "update ledger.held_fee set state = 'written_off', bucket = 'skipped'"
        ),
        (
            "settled_fee_has_its_bucket",
            "update ledger.held_fee set state = 'written_off', settled_at = now(), settled_by = 'x'"
        ),
        ("settled_fee_has_its_bucket", "update ledger.held_fee set bucket = 'written'"),
        (
            "released_fee_has_its_record",
            """
            update ledger.held_fee
            set state = 'released', settled_at = now(), settled_by = 'x', bucket = 'written'
            """
        ),
        (
            "settled_fee_has_its_bucket",
            """
            update ledger.held_fee
            set state = 'released', settled_at = now(), settled_by = 'x', output = 1, record = 2
            """
        ),
        (
            "released_fee_has_its_output",
            """
            update ledger.held_fee
            set state = 'released', settled_at = now(), settled_by = 'x', bucket = 'written',
                output = 99, record = 1
            """
        ),
        (
            "fee_of_a_void_output_names_it",
            "update ledger.held_fee set reason = 'output_void'"
        ),
        ("fee_left_an_output", "update ledger.held_fee set from_output = 99"),
        (
            "fee_goes_to_another_output",
            """
            update ledger.held_fee
            set state = 'released', settled_at = now(), settled_by = 'x', bucket = 'written',
                output = 1, record = 2, from_output = 1
            """
        ),
        (
            "only_an_open_fee_joins",
            """
            update ledger.held_fee set state = 'written_off', bucket = 'skipped',
                settled_at = now(), settled_by = 'x', joins_next = true
            """
        ),
        (
            "held_fee_leaves_an_output_once",
            """
            insert into ledger.held_fee (campus, held, export, ordinal, line, kind, id, fingerprint,
                fee_type, reason, message, state, since, judged_revision, judged_version, judged_on,
                settled_at, settled_by, bucket)
            select campus, 2, export, ordinal, line, kind, id, fingerprint, fee_type, reason,
                message, 'written_off', since, judged_revision, judged_version, judged_on,
                since, 'x', 'skipped'
            from ledger.held_fee
            """
        ),
        ("held_fee_belongs_to_an_export", "update ledger.held_fee set export = 99"),
        ("key_is_whole_or_absent", "update ledger.held_fee set id = null"),
        (
            "held_fee_waits_once",
            """
            insert into ledger.held_fee
            select campus, 2, export, ordinal, line, kind, id, fingerprint, student_id, cents,
                fee_type, library, fee_date, reason, message, state, since, judged_revision,
                judged_version, judged_on
            from ledger.held_fee
            """
        ),
        // outputs
        (
            "published_output_has_its_time",
            """
            update ledger.output set state = 'published', staged_name = 's', bytes = 1,
                sha256 = sha256(''), id_hash = '0', staged_at = now()
            """
        ),
        ("published_output_has_its_time", "update ledger.output set published_at = now()"),
        ("staged_output_has_its_bytes", "update ledger.output set state = 'staged'"),
        ("staged_output_has_its_bytes", "update ledger.output set sha256 = sha256('')"),
        (
            "staged_output_has_its_bytes",
            """
            update ledger.output set state = 'staged', staged_name = 's', sha256 = sha256(''),
                id_hash = '0', staged_at = now()
            """
        ),
        (
            "staged_output_has_its_bytes",
            """
            update ledger.output set staged_name = 's', bytes = 1, sha256 = sha256(''),
                id_hash = '0', staged_at = now()
            """
        ),
        ("collected_output_was_published", "update ledger.output set collected_at = now()"),
        (
            "void_output_has_its_time",
            "update ledger.output set state = 'void', voided_by = 'x'"
        ),
        ("void_output_has_its_time", "update ledger.output set void_at = now()"),
        (
            "void_output_has_its_author",
            "update ledger.output set state = 'void', void_at = now()"
        ),
        ("void_output_has_its_author", "update ledger.output set voided_by = 'x'"),
        ("state_is_an_output_state", "update ledger.output set state = 'lost'"),
        ("totals_are_not_negative", "update ledger.output set charge_cents = -1"),
        ("money_stands_in_records", "update ledger.output set records = 0, fees = 0"),
        ("every_record_has_its_fees", "update ledger.output set fees = records - 1"),
        ("every_record_has_its_fees", "update ledger.output set records = 0, charge_cents = 0"),
        (
            "records_are_counted_when_the_bytes_are_fixed",
            "update ledger.output set fees = records + 1"
        ),
        (
            "places_count_from_one",
            "insert into ledger.output_record select campus, output, 0, 1 from ledger.output"
        ),
        (
            "records_count_from_one",
            "insert into ledger.output_record select campus, output, 1, 0 from ledger.output"
        ),
        (
            "output_record_belongs_to_an_output",
            "insert into ledger.output_record select campus, 99, 1, 1 from ledger.output"
        ),
        ("output_has_its_revision", "update ledger.output set revision = 7"),
        (
            "sequence_once_in_a_day",
            """
            insert into ledger.output (campus, output, run, name, kind, revision, format, file,
                run_date, run_second, run_sequence, file_sequence, home_id, outbox, fees, records,
                charge_cents, credit_cents, state, epoch, planned_at)
            select campus, 2, run, name, kind, revision, format, file, run_date, run_second,
                run_sequence, 99, home_id, outbox, 0, 0, 0, 0, state, epoch, planned_at
            from ledger.output
            """
        ),
        (
            "file_sequence_once_in_a_day",
            """
            insert into ledger.output (campus, output, run, name, kind, revision, format, file,
                run_date, run_second, run_sequence, file_sequence, home_id, outbox, fees, records,
                charge_cents, credit_cents, state, epoch, planned_at)
            select campus, 2, run, name, kind, revision, format, file, run_date, run_second,
                99, file_sequence, home_id, outbox, 0, 0, 0, 0, state, epoch, planned_at
            from ledger.output
            """
        ),
        ("file_sequence_counts_from_one", "update ledger.output set file_sequence = 0"),
    ]
}
