/// What an array that a column gives may hold.
public protocol PostgresDecodableElement {
    static func postgresElements(_ value: PostgresValue) -> [Self]?
}

extension Array: PostgresDecodable where Element: PostgresDecodableElement {
    public init?(postgres value: PostgresValue) {
        guard let elements = Element.postgresElements(value) else { return nil }
        self = elements
    }
}

extension UInt8: PostgresDecodableElement {
    public static func postgresElements(_ value: PostgresValue) -> [Self]? {
        value.type == .bytea ? Array(value.bytes) : nil
    }
}

extension PostgresDecodableElement where Self: PostgresDecodable {
    /// Nil for more than one dimension, and where an element is null or of another type.
    public static func postgresElements(_ value: PostgresValue) -> [Self]? {
        guard value.type.isArray else { return nil }
        var bytes = value.bytes
        guard let dimensions: Int32 = bytes.takeBigEndian(), bytes.takeBigEndian(Int32.self) != nil,
            let elementType: UInt32 = bytes.takeBigEndian()
        else { return nil }
        if dimensions == 0 { return [] }
        guard dimensions == 1, let count: Int32 = bytes.takeBigEndian(),
            bytes.takeBigEndian(Int32.self) != nil
        else { return nil }
        var elements: [Self] = []
        for _ in 0..<count {
            guard let length: Int32 = bytes.takeBigEndian(), let content = bytes.take(Int(length)),
                let element = Self(
                    postgres: PostgresValue(
                        type: PostgresType(rawValue: elementType),
                        bytes: content
                    )
                )
            else { return nil }
            elements.append(element)
        }
        return elements
    }
}

extension String: PostgresDecodableElement {}
extension Int64: PostgresDecodableElement {}
extension Int: PostgresDecodableElement {}
extension Int32: PostgresDecodableElement {}
extension Array: PostgresDecodableElement where Element == UInt8 {}
