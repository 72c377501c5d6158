import PostgreSQL

extension ForbiddenStateTests {
    /// What must never be said of what a purge leaves.
    static let purged: [Forbidden] = [
        (
            "purged_export_was_decided",
            "update ledger.export set purged_at = now() where state = 'held'"
        ),
        ("forgotten_export_was_purged", "update ledger.export set forgotten_at = now()"),
        ("purged_output_is_settled", "update ledger.output set purged_at = now()"),
        ("kind_is_a_charge_kind", purgedRow(kind: "other")),
        ("id_is_an_hmac", purgedRow(id: "x")),
        ("fingerprint_is_an_hmac", purgedRow(fingerprint: "x")),
        ("derived_key_has_its_place", purgedRow(kind: "drv")),
        ("derived_key_has_its_place", purgedRow(place: 1)),
        ("purged_charge_belongs_to_an_export", purgedRow(export: 99)),
        (
            "check_value_is_an_hmac",
            "insert into ledger.purge_key values ('humboldt', '\\x00', now())"
        ),
        (
            "purges_count_from_one",
            """
            insert into ledger.purge values ('humboldt', 0, 'r', 'p', '1', 1, '2020-06-30',
                '2017-06-30', 0, 0, 0, 0, 0, now())
            """
        ),
        (
            "sha256_has_32_bytes",
            "insert into ledger.purged_file values ('humboldt', 1, '\\x00', null)"
        ),
        (
            "duplicate_names_its_charge",
            "insert into ledger.duplicate values ('humboldt', 1, 1, 1, 'btx', null, 1, now(), null)"
        ),
        (
            "duplicate_names_its_charge",
            """
            insert into ledger.duplicate
            values ('humboldt', 1, 1, 1, 'btx', '1', 1, now(), sha256('x'))
            """
        ),
        (
            "purged_id_is_an_hmac",
            "insert into ledger.duplicate values ('humboldt', 1, 1, 1, 'btx', null, 1, now(), 'x')"
        ),
    ]

    private static func purgedRow(
        kind: String = "btx",
        id: String = "0123456789abcdef0123456789abcdef",
        place: Int = 0,
        fingerprint: String = "0123456789abcdef0123456789abcdef",
        export: Int = 1
    ) -> PostgresStatement {
        """
        insert into ledger.purged (campus, kind, id, place, generation, fingerprint, export, ordinal,
            line, bucket, booked_at)
        values ('humboldt', \(kind), convert_to(\(id), 'UTF8'), \(place), 1,
            convert_to(\(fingerprint), 'UTF8'), \(export), 1, 1, 'written', now())
        """
    }
}
