import ArgumentParser
import Hub
import PostgreSQL

/// Where an administrator's command finds its database.
struct AdministratorOptions: ParsableArguments {
    @Option(
        help:
            "The server's address for its administrator (environment: BURSARHUB_ADMIN_DATABASE)."
    )
    var adminDatabase: String?

    /// The server's; else what --database names; else the embedded database's, which is started.
    func address(_ global: GlobalOptions) throws -> PostgresAddress {
        try server(global)
            ?? EmbeddedServer(folder: try Home(global.homePath).databasePath).start()
    }

    func connect(_ global: GlobalOptions, for work: String) throws -> PostgresConnection {
        try PostgresConnection.connectWithRetries(
            address(global),
            applicationName: "bursarhub \(work)"
        )
    }

    func isEmbedded(_ global: GlobalOptions) -> Bool { server(global) == nil }

    private func server(_ global: GlobalOptions) -> PostgresAddress? {
        (adminDatabase ?? Environment["BURSARHUB_ADMIN_DATABASE"]).map(PostgresAddress.init)
            ?? global.databaseAddress
    }
}
