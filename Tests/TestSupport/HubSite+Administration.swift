import Posix
import PostgreSQL

extension HubSite {
    /// Does one statement in the hub's database, as whoever owns it.
    public func administer(_ sql: String) throws {
        let address =
            try database?.address
            ?? PostgresAddress(
                command(["database", "url"]).output.trimmed
            )
        let connection = try PostgresConnection(address, applicationName: "tests")
        defer { connection.close() }
        try connection.executeScript(sql, deadline: .seconds(60))
    }

    /// The files below a folder in which one of these texts occurs, by their paths.
    public func paths(
        below folder: String,
        holding texts: [String],
        leavingOut folders: [String] = []
    ) throws -> [String] {
        try ChildProcessOutput.lines(
            "grep",
            ["-rlaF"] + texts.flatMap { ["-e", $0] } + folders.map { "--exclude-dir=\($0)" }
                + [folder]
        )
    }
}

extension String {
    fileprivate var trimmed: String { String(prefix { !$0.isWhitespace }) }
}
