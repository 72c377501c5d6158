import ArgumentParser
import BursarHubCommand
import Foundation
import TestSupport
import Testing

/// Documents tell people what to type: all of it must be understood.
@Suite struct DocumentedCommandsTests {
    /// Commands that the documents name as coming.
    ///
    /// One that there is, and one that no document names any more, is taken out here.
    private static let awaited: Set<String> = []

    private let lines: [CommandLine]

    init() throws { lines = try CommandLine.all() }

    @Test func `every command line of the documents is understood`() throws {
        #expect(lines.count > 60)
        for line in lines where !DocumentedCommandsTests.awaited.contains(line.command) {
            let complaint = DocumentedCommandsTests.complaint(of: line.words)
            #expect(complaint == nil, "\(line.place): \(line.text)")
        }
    }

    @Test func `every command that is awaited is missing, and a document names it`() {
        for command in DocumentedCommandsTests.awaited {
            #expect(lines.contains { $0.command == command }, "no document names `\(command)`")
            let words = command.split(separator: " ").map(String.init)
            #expect(
                DocumentedCommandsTests.complaint(of: words) != nil,
                "`\(command)` is there: take it out of the list"
            )
        }
    }

    @Test(arguments: [
        "no-such-command", "run --no-such-option", "campus list extra", "held show 1 2",
        "check delta --sample a.xml --run-date tomorrow", "held relese 1",
    ])
    func `a line with a word that there is not is found`(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        #expect(DocumentedCommandsTests.complaint(of: words) != nil)
    }

    /// What the command would say of a slip; a document may leave out what is needed besides.
    private static func complaint(of words: [String]) -> String? {
        if let unknown = unknownSubcommand(in: words) { return "no command `\(unknown)`" }
        do {
            _ = try BursarHub.parseAsRoot(words)
            return nil
        } catch {
            let text = BursarHub.fullMessage(for: error)
            let isIncomplete = text.hasPrefix("Error: Missing expected argument")
            return isIncomplete || BursarHub.exitCode(for: error) == .success ? nil : text
        }
    }

    /// `held` and `outputs` take a campus where a word is no command of theirs: it must be one.
    private static func unknownSubcommand(in words: [String]) -> String? {
        guard words.count > 1, ["held", "outputs"].contains(words[0]), words[1] != "delta",
            words[1].first?.isLowercase == true,
            let group = BursarHub.configuration.subcommands.first(where: {
                $0._commandName == words[0]
            }),
            !group.configuration.subcommands.contains(where: { $0._commandName == words[1] })
        else { return nil }
        return words[1]
    }
}
