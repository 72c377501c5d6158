import Mustache

/// What a template is filled with: a name for each value.
///
/// The engine looks for an unknown name in what is around; a name that is here with nothing behind
/// it is found, and shows nothing.
struct Fields: MustacheParent, Sendable, ExpressibleByDictionaryLiteral {
    enum Value: Sendable {
        /// As a section it is shown where there is one.
        case text(String?)
        case flag(Bool)
        case list([Fields])
        case one(Fields?)
        /// The name of a template, for a part that is chosen while the page is made.
        case part(String)

        static let nothing = Value.text(nil)
    }

    private var values: [String: any Sendable]

    init(dictionaryLiteral elements: (String, Value)...) {
        values = Dictionary(minimumCapacity: elements.count)
        for (name, value) in elements { set(name, to: value) }
    }

    mutating func set(_ name: String, to value: Value) {
        values[name] =
            switch value {
            case .text(let text): FieldText(text: text)
            case .flag(let flag): flag
            case .list(let list): list
            case .one(let fields): fields ?? FieldText(text: nil) as any Sendable
            case .part(let name): name
            }
    }

    func child(named name: String) -> Any? {
        if let value = values[name] { return value }
        #if DEBUG
            // A page of a test shows it; the engine alone would leave a gap.
            if isOutermost { return "⟦\(name)⟧" }
        #endif
        return nil
    }

    /// Whether nothing is around these.
    var isOutermost = false

    /// These, with all of the others beside them.
    func with(_ others: Fields) -> Fields {
        var joined = self
        joined.values.merge(others.values) { $1 }
        return joined
    }
}

/// A text, or the knowledge that there is none: an empty text, and a section that is not shown.
///
/// It is a parent without children, because the engine would look for them in a `String` letter by
/// letter.
private struct FieldText: MustacheCustomRenderable, MustacheParent, Sendable {
    var text: String?

    var renderText: String { text ?? "" }
    var isNull: Bool { text == nil }

    func child(named: String) -> Any? { nil }
}
