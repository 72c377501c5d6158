internal import Glibc
internal import Posix

/// The folder with PostgreSQL's own programs.
struct ServerPrograms {
    let folder: String
    let majorVersion: Int

    var postgres: String { folder + "/postgres" }
    var initdb: String { folder + "/initdb" }

    /// The newest from 15 on; for a cluster that exists, those that made it.
    ///
    /// Debian keeps each version apart and off the `PATH`; elsewhere `postgres` is on it.
    static func find(version wanted: Int?) throws(EmbeddedServerError) -> ServerPrograms {
        let found = (debian() + onPath()).filter { unsafe access($0.initdb, X_OK) == 0 }
        let fitting = found.filter {
            wanted == nil ? $0.majorVersion >= 15 : $0.majorVersion == wanted
        }
        guard let newest = fitting.max(by: { $0.majorVersion < $1.majorVersion }) else {
            let needed =
                wanted.map { "PostgreSQL \($0), which made this database," }
                ?? "PostgreSQL 15 or newer"
            throw EmbeddedServerError(
                .noServerProgram,
                "\(needed) is not installed here",
                remedy: "install it (Debian: apt install postgresql-\(wanted ?? 15)), "
                    + "or name a server with --database"
            )
        }
        return newest
    }

    /// A client's program: the newest that there is, for it must not be older than the server.
    static func client(_ name: String) -> String {
        debian().filter { unsafe access("\($0.folder)/\(name)", X_OK) == 0 }
            .max { $0.majorVersion < $1.majorVersion }
            .map { "\($0.folder)/\(name)" } ?? name
    }

    private static func debian() -> [ServerPrograms] {
        let root = "/usr/lib/postgresql"
        guard let names = names(in: root) else { return [] }
        return names.compactMap { name in
            Int(name).map { ServerPrograms(folder: "\(root)/\(name)/bin", majorVersion: $0) }
        }
    }

    private static func onPath() -> [ServerPrograms] {
        let path = ChildProcess.inherited("PATH")["PATH"] ?? ""
        return path.split(separator: ":").compactMap { folder in
            let program = "\(folder)/postgres"
            guard unsafe access(program, X_OK) == 0, let version = version(of: program) else {
                return nil
            }
            return ServerPrograms(folder: String(folder), majorVersion: version)
        }
    }

    /// `postgres (PostgreSQL) 15.18 (Debian …)`.
    private static func version(of program: String) -> Int? {
        do {
            let outcome = try ChildProcess(program, ["--version"], environment: [:]).run(
                deadline: .seconds(5)
            )
            let words = outcome.outputText.split(separator: " ")
            return words.dropFirst(2).first.flatMap { Int($0.prefix(while: \.isNumber)) }
        } catch {
            return nil  // a program that does not run is not one that is found
        }
    }

    private static func names(in folder: String) -> [String]? {
        do {
            return try Folder.open(folder).list(limit: 1000).names.compactMap(\.text)
        } catch {
            return nil  // without Debian's packages there is no such folder
        }
    }
}
