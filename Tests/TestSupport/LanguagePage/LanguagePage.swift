public import Foundation

/// `docs/format-language.md`, taken apart into what its examples are made of.
///
/// A fenced block says behind its marks what it is: `yaml format`, `yaml campus`, `fees`,
/// `output NAME` (with `crlf` and `unended` where the file has other line ends), `held`,
/// `text check` for what the command prints. A table whose heading begins with `field` and ends
/// with `shows` is a block too.
public struct LanguagePage {
    public enum Content: Sendable {
        case format(String)
        case campus(String)
        case fees(String)
        case output(name: String, options: Set<Substring>, text: String)
        case held([String])
        /// Printed by `check`.
        case printed(String)
        case fields([[String]])
        /// A new half of the page: nothing above it is known any more.
        case boundary
        /// A block that no test knows.
        case unknown(String)
    }

    public struct Block: Sendable {
        public var content: Content
        /// The heading that it stands under.
        public var heading: String
        /// The lines of the page, from 0, without the fence.
        public var lines: Range<Int>
    }

    public static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/format-language.md")

    public let lines: [String]
    public private(set) var blocks: [Block] = []
    /// The tables by the headings that they stand under, each row as its cells.
    public private(set) var tables: [String: [[[String]]]] = [:]

    public init() throws {
        let text = try String(contentsOf: LanguagePage.file, encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var heading = ""
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("#") {
                heading = String(line.drop { $0 == "#" || $0 == " " })
                if line.hasPrefix("## ") { add(.boundary, heading, index..<index) }
            } else if line.hasPrefix("```") {
                let end = lines[(index + 1)...].firstIndex { $0.hasPrefix("```") } ?? lines.count
                let body = lines[(index + 1)..<end].map { $0 + "\n" }.joined()
                let content = LanguagePage.content(line.dropFirst(3), body)
                if let content { add(content, heading, index + 1..<end) }
                index = end
            } else if line.hasPrefix("|") {
                let end = lines[index...].firstIndex { !$0.hasPrefix("|") } ?? lines.count
                let rows = lines[index..<end].map(LanguagePage.cells)
                tables[heading, default: []].append(Array(rows.dropFirst(2)))
                if rows[0].first == "field", rows[0].last == "shows" {
                    add(.fields(Array(rows.dropFirst(2))), heading, index + 2..<end)
                }
                index = end - 1
            }
            index += 1
        }
    }

    private mutating func add(_ content: Content, _ heading: String, _ lines: Range<Int>) {
        blocks.append(Block(content: content, heading: heading, lines: lines))
    }

    /// Nil for a shell's commands and what they print, which are no examples of the language.
    private static func content(_ label: Substring, _ body: String) -> Content? {
        let words = label.split(separator: " ")
        switch words.first {
        case "text" where words.count == 2 && words[1] == "check": return .printed(body)
        case "sh", "text": return nil
        case "yaml" where words.count == 1: return nil
        case "yaml" where words.count == 2 && words[1] == "format": return .format(body)
        case "yaml" where words.count == 2 && words[1] == "campus": return .campus(body)
        case "fees": return .fees(body)
        case "held": return .held(body.split(separator: "\n").map(String.init))
        case "output" where words.count > 1:
            return .output(
                name: String(words[1]),
                options: Set(words.dropFirst(2)),
                text: body
            )
        default: return .unknown(String(label))
        }
    }

    /// The cells of a table's row; `\|` is a bar within one.
    private static func cells(_ line: String) -> [String] {
        line.replacing("\\|", with: "\u{0}").split(
            separator: "|",
            omittingEmptySubsequences: false
        ).dropFirst().dropLast().map { cell in
            cell.replacing("\u{0}", with: "|").trimmingCharacters(in: .whitespaces)
        }
    }

    /// The texts between backticks; what stands between two of them without a text is empty.
    public static func code(in cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }
    // MARK: Recording

    /// Blanks that a reader would not see, as points.
    public static func shown(_ output: String) -> String {
        var text = output.replacing("\r\n", with: "\n")
        if !text.hasSuffix("\n") { text += "\n" }
        return text.replacing(#/ {2,}| $/#.anchorsMatchLineEndings()) { match in
            String(repeating: "·", count: match.0.count)
        }
    }

    public static var isRecording: Bool {
        ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
    }

    /// Writes what should stand in these lines into the page.
    public func record(_ right: [(lines: Range<Int>, text: String)]) throws {
        var lines = lines
        for (range, text) in right.reversed() {
            lines.replaceSubrange(
                range,
                with: text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                    .map(String.init)
            )
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: LanguagePage.file)
    }
}
