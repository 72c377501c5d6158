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
    /// The places of its values, in their order.
    var valuePlaces: [Place] = []

    var values: [FormatValue] {
        parts.compactMap { if case .value(let value, _) = $0 { value } else { nil } }
    }

    var placedValues: [(value: FormatValue, place: Place)] {
        values.enumerated().map { index, value in
            let isKnown = valuePlaces.indices.contains(index)
            return (value, isKnown ? valuePlaces[index] : source.place)
        }
    }

    static func read(
        _ source: Placed<String>,
        in holder: ValuePicture.Holder,
        findings: Findings
    ) -> TextTemplate? {
        var parts: [Part] = []
        var literal = ""
        var rest = source.value[...]
        var isSound = true
        var places: [Place] = []
        while let character = rest.first {
            let here = source.place(of: rest.prefix(1))
            rest.removeFirst()
            if (character == "{" || character == "}"), rest.first == character {
                literal.append(character)
                rest.removeFirst()
                continue
            }
            guard character != "}" else {
                findings.error(
                    "`}` closes nothing",
                    at: here,
                    hint: "write `{` before the value; a brace itself is written }}"
                )
                return nil
            }
            guard character == "{" else {
                literal.append(character)
                continue
            }
            guard let end = rest.firstIndex(of: "}") else {
                findings.error(
                    "`{` is not closed",
                    at: here,
                    hint: "write `}` behind the value; a brace itself is written {{"
                )
                return nil
            }
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            if let part = place(rest[..<end], of: source, in: holder, findings: findings) {
                parts.append(part)
                places.append(source.place(of: rest[..<end].prefix { $0 != ":" }))
            } else {
                isSound = false
            }
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        return isSound ? TextTemplate(source: source, parts: parts, valuePlaces: places) : nil
    }

    private static func place(
        _ text: Substring,
        of source: Placed<String>,
        in holder: ValuePicture.Holder,
        findings: Findings
    ) -> Part? {
        let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = source.part(halves[0])
        guard let value = FormatValue.read(name, findings: findings) else { return nil }
        let picture = halves.count == 2 ? source.part(halves[1]) : nil
        return ValuePicture.read(picture, for: value, in: holder, findings: findings)
            .map { .value(value, $0) }
    }
}
