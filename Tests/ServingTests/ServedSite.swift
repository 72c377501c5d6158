import BursarModel
import Digests
import Hub
import Ledger
import PostgreSQL
import Synchronization
import TestSupport

@testable import Serving

/// Two campuses with an evening behind them, tokens for them, and a server in this process.
final class ServedSite: Sendable {
    static let tokens = [
        "all": "token-of-the-consortium", "humboldt": "token-of-humboldt",
        "delta": "token-of-delta",
    ]

    let site: HubSite
    private let database: TestDatabase

    init() throws {
        site = try HubSite()
        guard let database = site.database else { throw WebClient.NoAnswer(bytes: "no database") }
        self.database = database
        try site.onboard([CampusDeclaration("humboldt"), CampusDeclaration("delta")])
        for (number, campus) in ["humboldt", "delta"].enumerated() {
            let fees = [
                ExportBuilder.Fee("900000001", "OVERDUEFINE", "1.01", id: "\(number)01"),
                ExportBuilder.Fee("900000002", "NOSUCHTYPE", "2.02", id: "\(number)02"),
            ]
            let code = "\(campus.uppercased())BURSAR"
            try site.put(ExportBuilder(code, job: number + 1, fees), at: campus)
        }
        try site.put("<broken", at: "humboldt", as: "HUMBOLDTBURSAR-9-9.xml")
        try site.put("<broken", at: "delta", as: "DELTABURSAR-8-8.xml")
        try site.run()
        let administrator = try database.connect()
        defer { administrator.close() }
        try LedgerAccess.makeLogins(administrator)
        for (name, token) in Self.tokens {
            let digest = SHA256Digest(of: Array(token.utf8)).bytes
            let campus = name == "all" ? nil : name
            try administrator.execute(
                """
                insert into access.token (name, hash, bound_to, may_trace, created_by, created_at)
                values (\(name), \(digest), \(orNull: campus), \(name == "all"), 'a test', now())
                """
            )
        }
    }

    /// Settles what waits at a campus, lets years go by, and removes what its retention ends.
    func purge(_ campus: String) throws {
        for arguments in [
            ["held", "write-off", "\(campus)-f1", "--reason", "a test"],
            ["held", "write-off", "\(campus)-x1", "--reason", "a test"],
        ] { try expectDone(site.administratorsCommand(arguments)) }
        try site.age(byYears: 2)
        try expectDone(site.administratorsCommand(["purge", campus, "--yes"]))
        guard try rows("select from ledger.purged").count > 0 else {
            throw WebClient.NoAnswer(bytes: "nothing was purged")
        }
    }

    private func expectDone(_ outcome: HubProcess.Outcome) throws {
        guard outcome.exit == 0 else {
            throw WebClient.NoAnswer(bytes: "\(outcome.messages)\(outcome.output)")
        }
    }

    func administer(_ statement: PostgresStatement) throws {
        let administrator = try database.connect()
        defer { administrator.close() }
        try administrator.execute(statement)
    }

    func rows(_ statement: PostgresStatement) throws -> [PostgresRow] {
        let administrator = try database.connect()
        defer { administrator.close() }
        return try administrator.query(statement)
    }

    /// Serves while `body` asks; `body` blocks a thread of its own.
    func serve(
        _ settings: ServingSettings? = nil,
        log: Told = Told(),
        _ body: @escaping @Sendable (WebClient) throws -> Void
    ) async throws {
        let address = database.address.withUser(LedgerRole.status.name)
        let server = StatusServer(
            try settings ?? Self.settings(),
            hub: Hub(home: try Home(site.home), database: address),
            pool: DatabasePool(sessions: 2) {
                try PostgresConnection(address, applicationName: "serve")
            },
            say: log.note
        )
        let (started, tell) = AsyncStream.makeStream(of: String.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { tell.finish() }
                try await server.run { tell.yield($0) }
            }
            for await url in started {
                let port = UInt16(url.split(separator: ":").last ?? "") ?? 0
                try await Blocking.run { try body(WebClient(port: port)) }
                break
            }
            group.cancelAll()
        }
    }

    static func settings() throws -> ServingSettings {
        guard let address = ListenAddress("127.0.0.1:0") else {
            throw WebClient.NoAnswer(bytes: "no address")
        }
        return ServingSettings(listen: address)
    }
}
