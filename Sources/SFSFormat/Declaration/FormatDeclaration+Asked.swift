/// What a format asks of the campuses that use it.
public struct AskedVocabulary: Sendable {
    public var constants: Set<String> = []
    public var lookups: Set<String> = []
    public var asksTerm = false

    public init() {}
}

extension FormatDeclaration {
    public var asked: AskedVocabulary {
        let fields = files.flatMap { $0.fields + ($0.header ?? []) + ($0.trailer ?? []) }
        var asked = AskedVocabulary()
        for value in fields.flatMap(\.values) + files.flatMap(\.name.values) {
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
