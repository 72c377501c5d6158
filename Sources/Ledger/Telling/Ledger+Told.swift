public import BursarModel
import PostgreSQL

/// Who is told.
public enum Audience: Hashable, Sendable {
    case consortium
    case webhook
    case campus(CampusKey)

    var text: String {
        switch self {
        case .consortium: "consortium"
        case .webhook: "webhook"
        case .campus(let key): "campus/\(key.text)"
        }
    }
}

/// What an audience knows.
public struct Told: Hashable, Sendable {
    /// What needed a person, one line for each matter.
    public var matters: [String]
    /// When a note was made for them last.
    public var at: Timestamp?
    /// From when on outputs are told.
    public var since: Timestamp

    public init(matters: [String], at: Timestamp?, since: Timestamp) {
        self.matters = matters
        self.at = at
        self.since = since
    }
}

extension Ledger {
    /// Decides and records what is told, in one transaction; two runs one after the other.
    public func inTelling<Result>(_ body: () throws -> Result) throws -> Result {
        try connection.transaction {
            _ = try connection.query(
                "select pg_advisory_xact_lock(hashtextextended('bursarhub telling', 0))"
            )
            return try body()
        }
    }

    /// Nil for an audience that was never thought of.
    public func told(_ audience: Audience) throws -> Told? {
        try connection.query(
            "select matters, told_at, since from ledger.told where audience = \(audience.text)"
        ).first.map { row in
            let toldAt: PostgresTimestamp? = try row.get("told_at")
            return Told(
                matters: try row.get("matters"),
                at: toldAt.map(Timestamp.init),
                since: Timestamp(try row.get("since") as PostgresTimestamp)
            )
        }
    }

    /// Records what an audience knows from now on; `since` stays what it was first.
    public func note(_ told: Told, to audience: Audience) throws {
        try connection.execute(
            """
            insert into ledger.told (audience, matters, told_at, since)
            values (\(audience.text), \(told.matters), \(orNull: told.at?.postgres),
                \(told.since.postgres))
            on conflict (audience) do update
            set matters = excluded.matters, told_at = excluded.told_at
            """
        )
    }

    /// The files for PeopleSoft that were delivered since then and that their campus was not told.
    ///
    /// Whoever delivered them: this run, one that was killed before it told, or a person.
    public func untoldOutputs(of campus: CampusKey, since: Timestamp) throws -> [OutputSummary] {
        try connection.query(
            """
            \(PostgresStatement.outputColumns), o.recovered_by is not null as recovered
            from ledger.output o
            join registry.revision r on r.campus = o.campus and r.revision = o.revision
            where o.campus = \(campus.text) and o.kind = 'sfs' and o.state = 'published'
              and o.published_at >= \(since.postgres)
              and not exists (
                select from ledger.told_output t
                where t.campus = o.campus and t.output = o.output)
            order by o.output
            """
        ).map(OutputSummary.init)
    }

    public func noteTold(_ outputs: [OutputSummary], at now: Timestamp) throws {
        for id in outputs.compactMap({ OutputID($0.id) }) {
            try connection.execute(
                """
                insert into ledger.told_output (campus, output, told_at)
                values (\(id.campus.text), \(id.number), \(now.postgres))
                on conflict do nothing
                """
            )
        }
    }
}
