import PostgreSQL

extension ForbiddenStateTests {
    /// What must never be said of a note.
    static let telling: [Forbidden] = [
        ("notice_has_a_known_channel", notice(channel: "pigeon", reader: nil)),
        ("notice_has_a_known_kind", notice(kind: "gossip")),
        ("campus_note_has_its_campus", notice(kind: "campus")),
        ("notice_about_a_campus", notice(kind: "campus", about: "nowhere")),
        ("notice_after_a_run", notice(run: "another")),
        ("mail_has_a_reader", notice(reader: nil)),
        ("mail_has_a_reader", notice(reader: "stranger@b.example")),
        ("mail_has_a_reader", notice(channel: "webhook")),
        ("ended_notice_is_under_way_no_more", notice(hasEnded: true, isUnderWay: true)),
        ("subject_is_one_line", notice(subject: "a\nBcc: b")),
        ("fingerprint_is_a_digest", notice(fingerprint: [1])),
        ("tries_are_not_negative", notice(tries: -1)),
        ("notice_ends_in_one_way", notice(hasEnded: true)),
        (
            "audience_is_known",
            "insert into ledger.told (audience, matters, since) values ('all', '{}', now())"
        ),
        (
            "told_of_an_output",
            "insert into ledger.told_output values ('humboldt', 4711, now())"
        ),
    ]

    private static func notice(
        channel: String = "mail",
        kind: String = "test",
        about: String? = nil,
        run: String? = nil,
        reader: String? = "a@b.example",
        subject: String = "s",
        fingerprint: [UInt8] = Array(repeating: 7, count: 32),
        tries: Int = 0,
        hasEnded: Bool = false,
        isUnderWay: Bool = false
    ) -> PostgresStatement {
        """
        insert into ledger.notice (notice, channel, kind, about, run, recipients, reader,
            subject, body, fingerprint, made_at, tries, next_try_at, sent_at, given_up_at,
            under_way_until)
        values (1, \(channel), \(kind), \(orNull: about), \(orNull: run),
            array['a@b.example'], \(orNull: reader), \(subject), 'b', \(fingerprint), now(),
            \(tries), now(),
            case when \(hasEnded) then now() end,
            case when \(hasEnded) and not \(isUnderWay) then now() end,
            case when \(isUnderWay) then now() end)
        """
    }
}
