import PostgreSQL

extension HubSite {
    /// How many fees, by the ledger, are not in exactly one place: in one output that is not void,
    /// or held, or left out.
    public func misplacedFees() throws -> Int64 {
        guard let database else { return 0 }
        let connection = try database.connect()
        defer { connection.close() }
        return try connection.query(
            """
            with place as (
                select campus, c.export, ordinal
                from ledger.charge c join ledger.output o using (campus, output)
                where o.state <> 'void'
                union all
                select campus, h.export, ordinal
                from ledger.held_fee h join ledger.output o using (campus, output)
                where h.state = 'released' and o.state <> 'void'
                union all
                select campus, export, ordinal from ledger.held_fee
                where state in ('open', 'written_off')
                union all
                select campus, export, ordinal from ledger.charge where bucket = 'skipped'
            ), fee as (
                select campus, export, ordinal from ledger.charge
                union
                select campus, export, ordinal from ledger.held_fee
            )
            select count(*) as misplaced
            from fee
            left join (
                select campus, export, ordinal, count(*) as places from place group by 1, 2, 3
            ) p using (campus, export, ordinal)
            where places is distinct from 1
            """
        ).first?.get("misplaced") ?? -1
    }

    /// How many outputs that are not void hold other fees, in cents, than they were booked with;
    /// and how many exports have other books than their fees have buckets.
    public func unbalancedRows() throws -> Int64 {
        guard let database else { return 0 }
        let connection = try database.connect()
        defer { connection.close() }
        return try connection.query(
            """
            with fee as (
                select campus, export, output, cents from ledger.charge where output is not null
                union all
                select campus, export, output, cents from ledger.held_fee where state = 'released'
            ), output as (
                select o.campus, o.output
                from ledger.output o left join fee f using (campus, output)
                group by o.campus, o.output
                having coalesce(sum(f.cents), 0) <> o.charge_cents - o.credit_cents
            ), live as (
                select f.campus, f.export, count(*) as fees, sum(f.cents) as cents
                from fee f join ledger.output o using (campus, output)
                where o.state <> 'void'
                group by 1, 2
            ), export as (
                select campus, export
                from ledger.export left join live using (campus, export)
                where written_count + diverted_count <> coalesce(fees, 0)
                   or written_charge_cents + diverted_charge_cents
                       - written_credit_cents - diverted_credit_cents <> coalesce(cents, 0)
            )
            select (select count(*) from output) + (select count(*) from export) as unbalanced
            """
        ).first?.get("unbalanced") ?? -1
    }

    /// Does something while the campus is claimed by another connection.
    public func whileAnotherHubWorks<Result>(
        on campus: String,
        _ body: () throws -> Result
    ) throws -> Result {
        let connection = try database?.connect()
        defer { connection?.close() }
        _ = try connection?.query(
            "select pg_advisory_lock(hashtextextended('bursarhub campus ' || \(campus), 0))"
        )
        return try body()
    }

    /// A run that takes everything at once, on another business day.
    @discardableResult
    public func run(
        onDay day: String,
        failpoints: String = ""
    ) throws -> HubProcess.Outcome {
        try command(
            ["run", "--settle", "0", "--run-date", day, "--json"],
            failpoints: failpoints
        )
    }
}
