internal import BursarModel
internal import Declarations

/// A text with places, such as `Title: {item.title}` or `lib_{run.date:yyMMdd}.dat`.
///
/// A brace itself is written twice.
struct TextTemplate: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case literal(String)
        case value(FormatValue, ValuePicture)
    }

    let source: Placed<String>
    let parts: [Part]

    var values: [FormatValue] {
        parts.compactMap { if case .value(let value, _) = $0 { value } else { nil } }
    }

    static func read(_ source: Placed<String>, findings: Findings) -> TextTemplate? {
        var parts: [Part] = []
        var literal = ""
        var rest = source.value[...]
        var isSound = true
        while let character = rest.popFirst() {
            if (character == "{" || character == "}"), rest.first == character {
                literal.append(character)
                rest.removeFirst()
                continue
            }
            guard character != "}" else {
                findings.error(
                    "`}` closes no place",
                    at: source.place,
                    hint: "a brace itself is written }}"
                )
                return nil
            }
            guard character == "{" else {
                literal.append(character)
                continue
            }
            guard let end = rest.firstIndex(of: "}") else {
                findings.error(
                    "a place is not closed",
                    at: source.place,
                    hint: "a brace itself is written {{"
                )
                return nil
            }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            if let part = place(rest[..<end], in: source, findings: findings) {
                parts.append(part)
            } else {
                isSound = false
            }
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        return isSound ? TextTemplate(source: source, parts: parts) : nil
    }

    private static func place(
        _ text: Substring,
        in source: Placed<String>,
        findings: Findings
    ) -> Part? {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = Placed(String(halves[0]), at: source.place)
        guard let value = FormatValue.read(name, findings: findings) else { return nil }
        let picture = halves.count == 2 ? Placed(String(halves[1]), at: source.place) : nil
        return ValuePicture.read(picture, for: value, findings: findings).map { .value(value, $0) }
    }
}
