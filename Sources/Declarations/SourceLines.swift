public import BursarModel

/// The lines of a declaration file, to be shown with the findings in it.
public struct SourceLines {
    private let lines: [Substring]
    private let mayBeShown: Bool

    public init(of file: DeclarationFile) {
        var text = file.text[...]
        if text.unicodeScalars.first == "\u{FEFF}" {
            text = Substring(text.unicodeScalars.dropFirst())
        }
        lines = text.utf8.split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        ).map { line in
            Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
        }
        mayBeShown = lines.contains(where: SourceLines.beginsDeclaration)
    }

    /// The finding with the line it is about, and where in it the meant text ends.
    ///
    /// No line is shown of a file that begins no campus and no format anywhere, because it could
    /// be an export that somebody named by mistake, and none that may hold a secret.
    public func showing(_ diagnostic: Diagnostic) -> Diagnostic {
        guard let place = diagnostic.place, lines.indices.contains(place.line - 1) else {
            return diagnostic
        }
        let line = String(lines[place.line - 1])
        let end =
            place.length.map { place.column + $0 } ?? SourceToken.end(in: line, at: place.column)
        var diagnostic = diagnostic
        diagnostic.endColumn = max(place.column + 1, min(end, line.count + 1))
        if mayBeShown, !Secrets.mayStand(in: line) { diagnostic.sourceLine = line }
        return diagnostic
    }

    /// `campus:`, `format:`, or what was meant so.
    private static func beginsDeclaration(_ line: Substring) -> Bool {
        let start = line.utf8.prefix(12)
        guard let colon = start.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let key = String(line[..<colon])
        return Spelling.nearest(key, among: ["campus", "format"]) != nil
    }
}
