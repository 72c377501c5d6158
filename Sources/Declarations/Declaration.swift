public import BursarModel

/// One node of a declaration file, with the place it stands at.
public struct Declaration: Hashable, Sendable {
    public var value: DeclarationValue
    public var place: Place

    public init(_ value: DeclarationValue, at place: Place) {
        self.value = value
        self.place = place
    }
}

/// What a node of a declaration file is.
///
/// YAML's guesses at types are not made: `0012`, `2026-11-02`, `no` and `~` are the texts they
/// look like, because item types and terms are texts with leading zeros.
public indirect enum DeclarationValue: Hashable, Sendable {
    /// Any scalar, quoted or not, as written.
    case scalar(String)
    /// The entries in the order of the file; no key stands twice.
    case mapping([DeclarationEntry])
    case sequence([Declaration])
    /// Nothing at all, as behind `key:`; a quoted empty text is a scalar.
    case null

    /// The shape in a person's words.
    var shape: Message {
        switch self {
        case .scalar: "a single value"
        case .mapping: "a mapping of keys"
        case .sequence: "a list"
        case .null: "nothing"
        }
    }
}

/// A key of a mapping with its value.
public struct DeclarationEntry: Hashable, Sendable {
    public var key: Placed<String>
    public var value: Declaration

    public init(key: Placed<String>, value: Declaration) {
        self.key = key
        self.value = value
    }
}
