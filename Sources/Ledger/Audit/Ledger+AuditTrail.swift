public import BursarModel
import PostgreSQL

extension Ledger {
    /// The trail, the oldest row first: of a campus with what is about all, and since a moment.
    public func auditTrail(
        of campus: CampusKey? = nil,
        since: Timestamp? = nil
    ) throws -> [AuditTrail.Row] {
        try connection.query(
            """
            select number, at, campus, who, login, act, subject, reason,
                encode(digest, 'hex') as sha256,
                array(select key from json_each_text(facts) with ordinality as f (key, value, place)
                    order by place) as names,
                array(select value from json_each_text(facts) with ordinality as f (key, value, place)
                    order by place) as texts,
                case
                    when totals -> 'read' is not null then array(
                        select (totals -> b.name ->> f.name)::bigint
                        from unnest(array['read', 'written', 'diverted', 'held', 'duplicate',
                            'skipped']) with ordinality as b (name, place)
                        cross join unnest(array['count', 'charge_cents', 'credit_cents'])
                            with ordinality as f (name, place)
                        order by b.place, f.place)
                    when totals is not null then array[(totals ->> 'count')::bigint,
                        (totals ->> 'charge_cents')::bigint, (totals ->> 'credit_cents')::bigint]
                    else '{}'
                end as figures
            from ledger.audit
            where (\(orNull: campus?.text)::text is null or campus in ('', \(orNull: campus?.text)))
              and (\(orNull: since?.postgres)::timestamptz is null or at >= \(orNull: since?.postgres))
            order by number
            """,
            deadline: .seconds(120)
        ).map(AuditTrail.Row.init)
    }
}

extension AuditTrail.Row {
    init(_ row: PostgresRow) throws {
        let names: [String] = try row.get("names")
        let texts: [String] = try row.get("texts")
        let figures: [Int64] = try row.get("figures")
        let tallies = stride(from: 0, to: figures.count - 2, by: 3).map { start in
            Tally(
                count: figures[start],
                chargeCents: figures[start + 1],
                creditCents: figures[start + 2]
            )
        }
        var books: Books?
        if tallies.count > 1 {
            var found = Books(read: tallies[0])
            for (bucket, tally) in zip(Bucket.allCases, tallies.dropFirst()) {
                found[bucket] = tally
            }
            books = found
        }
        self.init(
            number: try row.get("number"),
            at: Timestamp(try row.get("at") as PostgresTimestamp),
            campus: CampusKey(try row.get("campus") as String),
            who: try row.get("who"),
            login: try row.get("login"),
            act: try row.get("act"),
            subject: try row.get("subject"),
            reason: try row.get("reason"),
            sha256: try row.get("sha256"),
            tally: tallies.count == 1 ? tallies[0] : nil,
            books: books,
            facts: zip(names, texts).map { AuditTrail.Fact($0, $1) }
        )
    }
}
