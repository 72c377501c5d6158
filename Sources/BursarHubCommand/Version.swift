import AlmaExport
import Hub
import PostgreSQL

/// What `--version` says: the program's version, those of the libraries in use, and the server's.
enum Version {
    static let text = """
        bursarhub \(HubVersion.text)
        libpq \(PostgresLibrary.version)
        libxml2 \(XMLLibrary.version)
        """

    /// With the server's version where one is up; nothing is made or started for it.
    static func withServer(_ arguments: [String]) -> String {
        do {
            guard let address = try address(arguments) else { return text }
            let connection = try PostgresConnection(address, applicationName: "bursarhub version")
            let version = connection.serverVersion
            return "\(text)\nPostgreSQL server \(version / 10_000).\(version % 10_000)"
        } catch {
            return text  // none is up
        }
    }

    private static func address(_ arguments: [String]) throws -> PostgresAddress? {
        func given(_ option: String, _ variable: String) -> String? {
            let place = arguments.firstIndex(of: option).map { $0 + 1 }
            return place.flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
                ?? Environment[variable]
        }
        if let server = given("--database", "BURSARHUB_DATABASE") { return PostgresAddress(server) }
        let home = given("--home", "BURSARHUB_HOME") ?? GlobalOptions.defaultHome
        let embedded = EmbeddedServer(folder: "\(home)/postgres")
        guard case .running = try embedded.status() else { return nil }
        return try embedded.address()
    }
}
