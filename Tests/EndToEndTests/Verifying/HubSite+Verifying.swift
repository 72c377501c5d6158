import PostgreSQL
import TestSupport
import Testing

extension HubSite {
    @discardableResult
    func verify(
        _ arguments: String...,
        environment: [String: String] = [:]
    ) throws -> HubProcess.Outcome {
        try command(["verify", "--json"] + arguments, environment: environment)
    }

    /// Expects that everything holds, and that it was looked at.
    func expectSound(_ environment: [String: String] = [:]) throws {
        let verified = try verify(environment: environment)
        #expect(verified.findings == [])
        #expect(verified.exit == 0)
        #expect(try verified.json["complete"] == true)
    }
}

extension HubProcess.Outcome {
    /// `kind subject` of what was found, each once.
    var findings: Set<String> {
        guard let items = try? json["findings"].items else { return ["no report: \(messages)"] }
        return Set(items.map { "\($0["kind"].string ?? "") \($0["subject"].string ?? "")" })
    }

    /// All that was said of what was found.
    var findingMessages: String {
        guard let items = try? json["findings"].items else { return messages }
        return items.map { $0["message"].string ?? "" }.joined(separator: "\n")
    }
}

/// Changes rows as only a superuser can, whom no trigger and no foreign key stops, and brings them
/// back.
final class Forger {
    private let connection: PostgresConnection
    private static let tables: [PostgresStatement] = [
        "ledger.charge", "ledger.duplicate", "ledger.held_fee", "ledger.export", "ledger.output",
        "ledger.output_record", "ledger.campus_run", "ledger.audit",
    ]

    init(_ site: HubSite) throws {
        connection = try #require(site.database).connect()
        try connection.execute("set session_replication_role = replica")
        for (index, table) in Forger.tables.enumerated() {
            try connection.execute("create temporary table \(Forger.kept[index]) as table \(table)")
        }
    }

    deinit { connection.close() }

    private static let kept: [PostgresStatement] = [
        "kept_0", "kept_1", "kept_2", "kept_3", "kept_4", "kept_5", "kept_6", "kept_7",
    ]

    /// Does it, and says how many rows it changed.
    @discardableResult
    func forge(_ statement: PostgresStatement) throws -> Int {
        try connection.execute(statement)
    }

    func restore() throws {
        for (index, table) in Forger.tables.enumerated() {
            try connection.execute("delete from \(table)")
            try connection.execute(
                "insert into \(table) select * from pg_temp.\(Forger.kept[index])"
            )
        }
    }

    /// Writes all hashes of the trail anew, as somebody who owns the database can.
    func rehash() throws {
        try connection.executeScript(
            """
            do $$
            declare
                r record;
                before bytea := decode(repeat('00', 32), 'hex');
            begin
                for r in select * from ledger.audit order by number loop
                    update ledger.audit set previous = before, hash = sha256(before || convert_to((
                        select string_agg(coalesce(
                            octet_length(convert_to(value, 'UTF8'))::text || ':' || value, '-') || ';',
                            '' order by place)
                        from unnest(array[
                            r.campus, r.number::text, (extract(epoch from r.at) * 1000000)::bigint::text,
                            r.login, r.who, r.act, r.subject, r.reason, encode(r.digest, 'hex'),
                            r.totals::text, r.facts::text
                        ]) with ordinality as f (value, place)), 'UTF8'))
                    where number = r.number
                    returning hash into before;
                end loop;
            end
            $$
            """,
            deadline: .seconds(30)
        )
    }
}
