import Posix
import PostgreSQL

extension TestDatabase {
    /// What psql shows a login of a script, going on after each error.
    ///
    /// Errors come with all that a server says to a client, DETAIL and CONTEXT included.
    public func psql(as login: String, _ script: String) throws -> String {
        let outcome = try ChildProcess(
            Self.program("psql"),
            ["-X", "-q", "-A", "-v", "VERBOSITY=verbose", "-d", address.withUser(login).uri],
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "PAGER": "cat"],
            standardInput: Array(script.utf8),
            outputLimit: 1 << 24
        ).run(deadline: .seconds(60))
        return outcome.outputText + outcome.errorText
    }

    /// One of PostgreSQL's own programs: Debian keeps them apart and off the `PATH`.
    public static func program(_ name: String) throws -> String {
        guard let versions = try? Folder.open("/usr/lib/postgresql").list(limit: 100).names else {
            return name
        }
        let newest = versions.compactMap { Int($0.shown) }.max()
        return newest.map { "/usr/lib/postgresql/\($0)/bin/\(name)" } ?? name
    }
}
