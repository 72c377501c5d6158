public import BursarModel
import PostgreSQL

/// A page of outputs.
public struct OutputList: Sendable {
    public var outputs: [OutputSummary]
    /// How many are not delivered or not certain, on this page or not, by state.
    public var unsettled: [OutputState: Int64]
    /// Where the list goes on; nil at its end.
    public var next: ListPlace<OutputID>?
}

extension ListPlace where ID == OutputID {
    public init?(_ text: String) { self.init(text, id: OutputID.init) }
}

extension Ledger {
    /// The outputs of a campus, or of all, the newest first.
    ///
    /// It is cut and continued in the database, by what never changes of an output.
    public func outputList(
        of campus: CampusKey?,
        after place: ListPlace<OutputID>? = nil,
        limit: Int
    ) throws -> OutputList {
        let rows = try connection.query(
            """
            \(PostgresStatement.outputColumns), o.planned_at,
                o.recovered_by is not null as recovered
            from ledger.output o
            join registry.revision r on r.campus = o.campus and r.revision = o.revision
            where (\(orNull: campus?.text)::text is null or o.campus = \(orNull: campus?.text))
              and (\(orNull: place?.time.postgres)::timestamptz is null
                -- By the first condition alone the index over the time is used.
                or o.planned_at <= \(orNull: place?.time.postgres)
                  and (o.planned_at < \(orNull: place?.time.postgres)
                    or o.campus > \(orNull: place?.id.campus.text)
                    or o.campus = \(orNull: place?.id.campus.text)
                      and o.output < \(orNull: place?.id.number)))
            order by o.planned_at desc, o.campus, o.output desc
            -- One more than is shown tells whether the list goes on.
            limit \(limit + 1)
            """
        )
        let shown = rows.prefix(limit)
        let outputs = try shown.map(OutputSummary.init)
        var next: ListPlace<OutputID>?
        if rows.count > limit, let last = shown.last,
            let id = outputs.last.flatMap({ OutputID($0.id) })
        {
            next = ListPlace(Timestamp(try last.get("planned_at") as PostgresTimestamp), id)
        }
        return OutputList(outputs: outputs, unsettled: try unsettledOutputs(of: campus), next: next)
    }

    private func unsettledOutputs(of campus: CampusKey?) throws -> [OutputState: Int64] {
        var counts: [OutputState: Int64] = [:]
        for row in try connection.query(
            """
            select state, count(*) as number
            from ledger.output
            where state in ('planned', 'staged', 'waiting', 'in_doubt', 'recalling')
              and (\(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text))
            group by state
            """
        ) {
            guard let state = OutputState(rawValue: try row.get("state")) else {
                throw LedgerError.unexpectedState("an output in the ledger is not readable")
            }
            counts[state] = try row.get("number")
        }
        return counts
    }
}
