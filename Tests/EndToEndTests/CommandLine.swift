import Foundation
import TestSupport

/// A command line of the hub's as a document has it, with values in the place of placeholders.
struct CommandLine {
    /// The document and its line, from 1.
    let place: String
    let text: String
    /// Behind `bursarhub`.
    let words: [String]

    /// The command and what follows it, where both are words: `held show`.
    var command: String { words.prefix(2).joined(separator: " ") }

    /// Those of the README and of all documents below `docs` and `campuses`.
    static func all() throws -> [CommandLine] {
        let root = LanguagePage.file.deletingLastPathComponent().deletingLastPathComponent()
        var paths = ["README.md", "CONTRIBUTING.md"]
        for folder in ["docs", "campuses"] {
            let below = try FileManager.default.subpathsOfDirectory(
                atPath: root.appending(path: folder).path(percentEncoded: false)
            )
            paths += below.sorted().filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
        }
        return try paths.flatMap { path in
            try lines(
                of: String(contentsOf: root.appending(path: path), encoding: .utf8),
                in: path
            )
        }
    }

    /// What stands in blocks for a shell, and between backticks in the text.
    private static func lines(of document: String, in path: String) -> [CommandLine] {
        var found: [CommandLine] = []
        var fence: String?
        var continued = ""
        // What stands between backticks can begin on one line and end on the next.
        var paragraph = ""
        var start = 0
        func endParagraph() {
            let pieces = paragraph.split(separator: "`", omittingEmptySubsequences: false)
            for (index, piece) in pieces.enumerated() where !index.isMultiple(of: 2) {
                found += commands(in: String(piece), isCode: false, place: "\(path):\(start)")
            }
            paragraph = ""
        }
        for (index, line) in TestSupport.lines(of: document).enumerated() {
            let code = line.drop { $0 == " " }
            if code.hasPrefix("```") {
                endParagraph()
                fence = fence == nil ? String(code.dropFirst(3)) : nil
            } else if let fence {
                guard fence == "sh" || (fence == "console" && code.hasPrefix("$ ")) else {
                    continue
                }
                let text = continued + (fence == "console" ? code.dropFirst(2) : code)
                continued = text.hasSuffix("\\") ? String(text.dropLast()) : ""
                guard continued.isEmpty else { continue }
                found += commands(in: text, isCode: true, place: "\(path):\(index + 1)")
            } else if code.isEmpty || code.hasPrefix("|") {
                endParagraph()
                (paragraph, start) = (String(code), index + 1)
                if !code.isEmpty { endParagraph() }
            } else {
                if paragraph.isEmpty { start = index + 1 }
                paragraph += "\(code) "
            }
        }
        endParagraph()
        return found
    }

    /// The commands of a line that may hold several, or others; in a text those whose command
    /// is told by two words are also found without `bursarhub` before them.
    private static func commands(in text: String, isCode: Bool, place: String) -> [CommandLine] {
        let parts = text.replacing("\"$(", with: "\n").replacing("$(", with: "\n")
            .replacing(")\"", with: "\n").replacing("&&", with: "\n").replacing(";", with: "\n")
            .split(separator: "\n")
        return parts.compactMap { part in
            var words = shellWords(String(part))
            if words.first == "bursarhub" {
                words.removeFirst()
            } else if isCode || !isCommandGroup(words) {
                return nil
            }
            return CommandLine(
                place: place,
                text: String(part),
                words: words.compactMap(valueOfPlaceholder)
            )
        }
    }

    private static func isCommandGroup(_ words: [String]) -> Bool {
        guard words.count > 1, words[1].allSatisfy({ $0.isLowercase || $0 == "-" }) else {
            return words.first == "run" && words.count > 1 && words[1].hasPrefix("--")
        }
        return ["campus", "database", "format", "held", "outputs"].contains(words[0])
    }

    /// Words between blanks, without quotes and comments.
    private static func shellWords(_ line: String) -> [String] {
        var words: [String] = []
        var quote: Character?
        var isOpen = false
        for character in line {
            if let open = quote {
                if character == open {
                    quote = nil
                } else {
                    words[words.count - 1].append(character)
                }
                continue
            }
            guard character != " " else {
                isOpen = false
                continue
            }
            if !isOpen {
                if character == "#" || character == ">" { break }
                words.append("")
                isOpen = true
            }
            if character == "\"" || character == "'" {
                quote = character
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words
    }

    /// Capitals stand for what a person puts there, brackets for what may be left out.
    private static func valueOfPlaceholder(_ word: String) -> String? {
        let name = word.filter { $0.isLetter || $0.isNumber }
        if word.hasPrefix("[") { return nil }
        if name == "N" || name == "ID" { return "1" }
        if name == "DATE" { return "2026-11-20" }
        return word
    }
}
