public import BursarModel

/// One matter that needs a person: what, how much, and the next act.
///
/// Texts may hold commands and file names between backticks, for pages to set apart.
public struct Need: Hashable, Sendable {
    public enum Severity: Int, Sendable {
        case failed
        case attention
    }

    public var severity: Severity
    /// The campus it is about; nil for a matter of the whole run.
    public var campus: CampusKey?
    /// The campus's short name.
    public var name: String?
    /// What and how much: `3 fees held, $45.00`; or a whole sentence.
    public var matter: String
    /// What is wrong, and since when where that is known; whole sentences, or empty.
    public var facts: String
    /// The next act with the exact file, command or place; whole sentences, or empty.
    public var act: String

    public init(
        _ severity: Severity,
        campus: CampusKey? = nil,
        name: String? = nil,
        matter: String,
        facts: String = "",
        act: String = ""
    ) {
        self.severity = severity
        self.campus = campus
        self.name = name
        self.matter = matter
        self.facts = facts
        self.act = act
    }

    /// `San Marcos: 3 fees held, $45.00`.
    public var subject: String { name.map { "\($0): \(matter)" } ?? matter.asSentenceStart }

    /// What follows the subject.
    public var explanation: String { [facts, act].filter { !$0.isEmpty }.joined(separator: " ") }

    package var shape: String { severity == .failed ? "▲" : "◆" }
}

extension String {
    /// With a point at its end, where it has none.
    package var closed: String { last.map { ".!?".contains($0) } ?? true ? self : self + "." }

    /// As a sentence, with a capital first and a point last; a path, a file's name, an id or a
    /// command keeps its letters.
    package var asSentence: String { startsWithName ? closed : closed.asSentenceStart }

    private var startsWithName: Bool {
        let word = prefix { $0 != " " }
        return word.dropLast().contains { "`/._".contains($0) || $0.isNumber }
    }
}
