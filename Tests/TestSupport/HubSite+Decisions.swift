import Glibc
import PostgreSQL

extension HubSite {
    /// One of the commands for people in trouble, as JSON.
    @discardableResult
    public func decide(
        _ words: String...,
        because reason: String? = "somebody said so",
        failpoints: String = ""
    ) throws -> HubProcess.Outcome {
        try command(
            words + (reason.map { ["--reason", $0] } ?? []) + ["--json"],
            failpoints: failpoints
        )
    }

    /// A decision, again and again while the database still thinks that a killed hub is at work.
    public func decideToTheEnd(
        _ words: String...,
        because reason: String = "somebody said so"
    ) throws -> HubProcess.Outcome {
        for _ in 0..<50 {
            let outcome = try command(words + ["--reason", reason, "--json"])
            let message = try outcome.json["error"]["message"].string ?? ""
            guard message.contains("another hub works") else { return outcome }
            usleep(20_000)
        }
        return try command(words + ["--reason", reason, "--json"])
    }

    /// Everything that the ledger holds of fees, exports, outputs and decisions, and every file of
    /// the home but the empty folders: for tests that a wrong use does nothing.
    public func everything() throws -> [String] {
        guard let database else { return [] }
        let connection = try database.connect()
        defer { connection.close() }
        var all: [String] = []
        for statement: PostgresStatement in [
            "select to_jsonb(t)::text as row from ledger.charge t order by 1",
            "select to_jsonb(t)::text as row from ledger.held_fee t order by 1",
            "select to_jsonb(t)::text as row from ledger.export t order by 1",
            "select (to_jsonb(t) - 'epoch')::text as row from ledger.output t order by 1",
            "select to_jsonb(t)::text as row from ledger.audit t order by 1",
        ] {
            all += try connection.query(statement).map { try $0.get("row") }
        }
        for folder in ["inbox", "outbox", "staging", "archive"] {
            for campus in ["humboldt", "sonoma"] {
                let place = "\(folder)/\(campus)"
                all += try files(in: place).sorted { $0.key < $1.key }
                    .map { "\(place)/\($0.key) \($0.value)" }
            }
        }
        return all
    }

    /// The acts of the audit trail, without those of runs: `held_released humboldt-f1 why`.
    public func decisionTrail() throws -> [String] {
        guard let database else { return [] }
        let connection = try database.connect()
        defer { connection.close() }
        return try connection.query(
            """
            select concat_ws(' ', act, subject, reason) as entry
            from ledger.audit
            where act like 'held\\_%' or act in ('output_confirmed', 'output_voided', 'output_reissued')
            order by number
            """
        ).map { try $0.get("entry") }
    }

    /// The facts that the trail has of the latest `outputs confirm`.
    public func factsOfConfirmation() throws -> JSON {
        guard let database else { return .null }
        let connection = try database.connect()
        defer { connection.close() }
        let facts: String? = try connection.query(
            """
            select facts::text as facts from ledger.audit
            where act = 'output_confirmed' order by number desc limit 1
            """
        ).first?.get("facts")
        return try facts.map { try JSON($0) } ?? .null
    }

    /// The states of all outputs, the oldest first.
    public func outputStates() throws -> [String] {
        try command(["outputs", "--json"]).json["outputs"].items
            .compactMap { $0["state"].string }.reversed()
    }
}
