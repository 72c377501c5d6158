public import BursarModel
import PostgreSQL

extension PostgresStatement {
    /// What an `OutputSummary` is made of; `o` is the output, `r` its revision.
    static let outputColumns: PostgresStatement =
        """
        select o.campus, o.output, o.run, o.name, o.kind, o.state, encode(o.sha256, 'hex') as hex,
            o.bytes, o.fees, o.records, o.charge_cents, o.credit_cents, o.id_hash, o.outbox,
            o.published_at, o.collected_at,
            array(select jsonb_object_keys(r.load_settings)) as setting_names,
            array(select value from jsonb_each_text(r.load_settings)) as setting_values
        """
}

extension OutputSummary {
    init(_ row: PostgresRow) throws {
        guard let campus = CampusKey(try row.get("campus") as String),
            let kind = OutputKind(rawValue: try row.get("kind")),
            let state = OutputState(rawValue: try row.get("state"))
        else { throw LedgerError.unexpectedState("an output in the ledger is not readable") }
        let number: Int = try row.get("output")
        let name: String = try row.get("name")
        let publishedAt: PostgresTimestamp? = try row.get("published_at")
        let collectedAt: PostgresTimestamp? = try row.get("collected_at")
        self.init(
            id: "\(campus.text)-\(number)",
            campus: campus,
            run: try row.get("run"),
            name: name,
            kind: kind,
            state: state,
            sha256: try row.get("hex"),
            bytes: try row.get("bytes"),
            records: try row.get("records"),
            fees: try row.get("fees"),
            chargeCents: try row.get("charge_cents"),
            creditCents: try row.get("credit_cents"),
            idHash: try row.get("id_hash"),
            path: "\(try row.get("outbox") as String)/\(name)",
            recovered: try row.get("recovered"),
            publishedAt: publishedAt.map(Timestamp.init),
            collectedAt: collectedAt.map(Timestamp.init),
            // What the clerk enters at PeopleSoft's file load concerns no other office.
            loadSettings: kind == .sfs ? try row.loadSettings() : []
        )
    }
}

extension PostgresRow {
    /// What the clerk enters: two parallel arrays, `setting_names` and `setting_values`.
    func loadSettings() throws -> [LoadSetting] {
        let names: [String] = try get("setting_names")
        let values: [String] = try get("setting_values")
        return zip(names, values).map { LoadSetting(name: $0, value: $1) }
    }
}

extension Ledger {
    /// The newest outputs of a campus, or of all, newest first.
    public func outputs(of campus: CampusKey?, limit: Int = 200) throws -> [OutputSummary] {
        try connection.query(
            """
            \(PostgresStatement.outputColumns), o.recovered_by is not null as recovered
            from ledger.output o
            join registry.revision r on r.campus = o.campus and r.revision = o.revision
            where \(orNull: campus?.text)::text is null or o.campus = \(orNull: campus?.text)
            order by o.planned_at desc, o.campus, o.output desc
            limit \(limit)
            """
        ).map(OutputSummary.init)
    }

    /// One output by its id; nil where there is none.
    public func outputSummary(_ id: OutputID) throws -> OutputSummary? {
        try connection.query(
            """
            \(PostgresStatement.outputColumns), o.recovered_by is not null as recovered
            from ledger.output o
            join registry.revision r on r.campus = o.campus and r.revision = o.revision
            where o.campus = \(id.campus.text) and o.output = \(id.number)
            """
        ).first.map(OutputSummary.init)
    }

    /// The five newest outputs of a campus, or of each, newest first.
    func recentOutputs(at campus: CampusKey?) throws -> [CampusKey: [OutputSummary]] {
        var outputs: [CampusKey: [OutputSummary]] = [:]
        for row in try connection.query(
            """
            \(PostgresStatement.outputColumns), o.recovered_by is not null as recovered
            from registry.campus c
            cross join lateral (
                -- Without `*`: a viewer may read what it is shown, and no other column.
                select campus, output, run, name, kind, state, sha256, bytes, fees, records,
                    charge_cents, credit_cents, id_hash, outbox, published_at, collected_at,
                    recovered_by, revision
                from ledger.output
                where campus = c.campus
                order by output desc
                limit 5
            ) o
            join registry.revision r on r.campus = o.campus and r.revision = o.revision
            where \(orNull: campus?.text)::text is null or c.campus = \(orNull: campus?.text)
            order by o.campus, o.output desc
            """
        ) {
            let output = try OutputSummary(row)
            outputs[output.campus, default: []].append(output)
        }
        return outputs
    }
}
