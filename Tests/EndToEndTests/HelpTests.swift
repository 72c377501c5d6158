import ArgumentParser
import BursarHubCommand
import Foundation
import TestSupport
import Testing

/// What people meet first: help, version, and what becomes of a slip in the arguments.
@Suite struct HelpTests {
    @Test func `the help of every command is as the golden has it`() throws {
        let pages = try HelpTests.commands.map { words in
            let page = try BuiltCommand.run(words + ["--help"])
            #expect(page.status == 0, "\(words)")
            #expect(page.messages.isEmpty, "\(words)")
            return "$ bursarhub \((words + ["--help"]).joined(separator: " "))\n\(page.output)"
        }
        try expectGolden(pages.joined(separator: "\n"), "help.txt")
    }

    @Test(arguments: commands)
    func `every command says what it is for and has an example`(_ words: [String]) throws {
        let page = try BuiltCommand.run(words + ["--help"]).output
        #expect(page.hasPrefix("OVERVIEW: "))
        #expect(page.contains("EXAMPLE: "))
        #expect(page.contains("bursarhub"))
    }

    @Test(arguments: leaves)
    func `every command that does something takes the global options`(_ words: [String]) throws {
        let page = try BuiltCommand.run(words + ["--help"]).output
        for option in ["--home", "--database", "--json", "--quiet", "--verbose", "--no-color"] {
            #expect(page.contains(option), "\(option)")
        }
    }

    @Test func `the version names the libraries in use`() throws {
        let version = try BuiltCommand.run(["--version"])
        #expect(version.status == 0)
        #expect(version.output.contains(/bursarhub [0-9]+\.[0-9]+/))
        #expect(version.output.contains(/libpq [0-9]+\.[0-9]+/))
        #expect(version.output.contains(/libxml2 [0-9]+\.[0-9]+/))
    }

    @Test(arguments: [
        ["no-such-command"], ["run", "--no-such-option"], ["run", "--jobs", "many"],
    ])
    func `arguments that cannot be used end with 64 and say nothing on standard output`(
        _ arguments: [String]
    ) throws {
        let refused = try BuiltCommand.run(arguments)
        #expect(refused.status == ExitStatus.usage.rawValue)
        #expect(refused.output.isEmpty)
        #expect(refused.messages.contains("Error: "))
    }

    @Test func `with --json a slip in the arguments is a failure in JSON`() throws {
        let refused = try BuiltCommand.run(["run", "--jobs", "many", "--json"])
        #expect(refused.status == ExitStatus.usage.rawValue)
        let any = try JSONSerialization.jsonObject(with: Data(refused.output.utf8))
        let error = try #require((any as? [String: Any])?["error"] as? [String: Any])
        #expect(Set(error.keys) == ["status", "message", "remedy"])
        #expect(error["status"] as? Int32 == ExitStatus.usage.rawValue)
    }

    /// The words of every command, the root's first: `[]`, `["run"]`, `["campus", "list"]`.
    static var commands: [[String]] { paths(from: BursarHub.self, at: []) }

    static var leaves: [[String]] {
        commands.filter { path in
            !path.isEmpty && !commands.contains { $0.count > path.count && $0.starts(with: path) }
        }
    }

    private static func paths(
        from command: any ParsableCommand.Type,
        at path: [String]
    ) -> [[String]] {
        [path]
            + command.configuration.subcommands.flatMap { subcommand in
                paths(from: subcommand, at: path + [subcommand._commandName])
            }
    }
}
