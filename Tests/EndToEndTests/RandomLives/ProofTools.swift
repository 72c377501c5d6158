import Foundation
import Posix
import PostgreSQL
import TestSupport
import Testing

/// The campuses and the checker of the proof commands, which share no line with the hub.
enum ProofTools {
    /// Where they are.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "ops/proof").path(percentEncoded: false)

    private static let writeCampuses = """
        import sys
        sys.path.insert(0, sys.argv[1])
        from scenes import CAMPUSES, FORMATS, declaration
        for campus in CAMPUSES:
            for name, text in (FORMATS[campus], (campus, declaration(campus, False)),
                               (campus + "-later", declaration(campus, True))):
                with open(f"{sys.argv[2]}/{name}.yaml", "w") as file:
                    file.write(text)
        """

    /// Writes the campus files, each also as it is once it knows lockers, and their formats.
    static func writeCampuses(into path: String) throws {
        let written = try python(["-c", writeCampuses, folder, path])
        try #require(written.succeeded, "\(written.errorText)")
    }

    /// What contradicts the books, by what was given and seen, the ledger, and the home.
    static func violations(of site: HubSite, given: String, seen: String) throws -> [String] {
        let database = try #require(site.database)
        let checked = try python([
            "\(folder)/check_books.py", "--given", given, "--seen", seen, "--home", site.home,
            "--database", database.address.uri,
        ])
        var lines = checked.outputText.split(separator: "\n").map(String.init)
        guard lines.popLast() == "\(lines.count) violations" else {
            return ["the checker failed: \(checked.errorText)"]
        }
        return lines
    }

    private static func python(_ arguments: [String]) throws -> ChildProcess.Outcome {
        let psql = try TestDatabase.program("psql")
        let programs = psql.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        let path = ChildProcess.inherited("PATH")["PATH"] ?? "/usr/bin:/bin"
        return try ChildProcess(
            "python3",
            ["-B"] + arguments,
            environment: ["PATH": programs.isEmpty ? path : "\(programs):\(path)"],
            outputLimit: 1 << 20
        ).run(deadline: .seconds(60))
    }
}
