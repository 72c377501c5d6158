public import BursarModel

/// What a format asks of the campuses that use it.
public struct AskedVocabulary: Sendable {
    public var constants: Set<String> = []
    public var lookups: Set<String> = []
    public var asksTerm = false

    public init() {}
}

extension FormatDeclaration {
    /// The values with fixed names; campuses add `lookup.NAME` and `campus.NAME`.
    public static var valueNames: [String] { FormatValue.named.map(\.name) }

    /// Every constant and lookup that it names, where it does.
    public var placedVocabulary: [(isLookup: Bool, name: Placed<String>)] {
        let fields = files.flatMap { $0.fields + ($0.header ?? []) + ($0.trailer ?? []) }
        let sorted = files.flatMap(\.sort).map { (value: $0.value.value, place: $0.value.place) }
        let values =
            fields.flatMap(\.placedValues) + files.flatMap(\.name.placedValues) + sorted
        return values.compactMap { value, place in
            switch value {
            case .constant(let name): (false, Placed(name, at: place))
            case .lookup(let name, _): (true, Placed(name, at: place))
            default: nil
            }
        }
    }

    public var asked: AskedVocabulary {
        let fields = files.flatMap { $0.fields + ($0.header ?? []) + ($0.trailer ?? []) }
        var asked = AskedVocabulary()
        let sorted = files.flatMap(\.sort).map(\.value.value)
        for value in fields.flatMap(\.values) + files.flatMap(\.name.values) + sorted {
            switch value {
            case .constant(let name): asked.constants.insert(name)
            case .lookup(let name, _): asked.lookups.insert(name)
            case .term: asked.asksTerm = true
            default: break
            }
        }
        return asked
    }
}
