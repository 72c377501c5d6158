/// One finding in a campus file or a format file.
///
/// Findings are values: a file's are collected and shown all at once, in the order of their
/// places, and never stop the other files.
public struct Diagnostic: Hashable, Sendable {
    public enum Severity: String, Sendable, CaseIterable, Codable {
        case error
        case warning
    }

    public var severity: Severity
    /// The file as the person named it; nil while the checker knows only the text.
    public var file: String?
    public var place: Place?
    public var message: Message
    /// What to do next, such as the nearest valid spelling.
    public var hint: Message?
    /// The file whose `include` brought `file` in; nil where it was not included.
    public var includedBy: String?
    /// The line at `place` as it is written; nil where it is not known, or not to be shown.
    public var sourceLine: String?
    /// The column behind what is meant in that line.
    public var endColumn: Int?

    public init(
        _ severity: Severity,
        _ message: Message,
        at place: Place? = nil,
        hint: Message? = nil,
        file: String? = nil
    ) {
        self.severity = severity
        self.file = file
        self.place = place
        self.message = message
        self.hint = hint
    }

    /// One line as compilers print it: `campuses/x.yaml:31:5: error: …; …`.
    public var line: String {
        var start = file.map { Printable.escaped($0) } ?? ""
        if let place { start += "\(start.isEmpty ? "" : ":")\(place.line):\(place.column)" }
        if !start.isEmpty { start += ": " }
        let next = hint.map { "; \($0.text)" } ?? ""
        let include = includedBy.map { " (included by \(Printable.escaped($0)))" } ?? ""
        return "\(start)\(severity.rawValue): \(message.text)\(next)\(include)"
    }
}

extension Sequence<Diagnostic> {
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
