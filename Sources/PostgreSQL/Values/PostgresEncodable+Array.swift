/// What an array that a statement binds may hold.
///
/// An array of bytes is one `bytea`; every other is a PostgreSQL array of one dimension.
public protocol PostgresArrayElement: Sendable {
    static var postgresArrayType: PostgresType { get }
    static func postgresArrayBytes(_ elements: [Self]) -> [UInt8]?
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    public static var postgresType: PostgresType { Element.postgresArrayType }
    public var postgresBytes: [UInt8]? { Element.postgresArrayBytes(self) }
}

extension UInt8: PostgresArrayElement {
    public static var postgresArrayType: PostgresType { .bytea }
    public static func postgresArrayBytes(_ elements: [Self]) -> [UInt8]? { elements }
}

extension PostgresArrayElement where Self: PostgresEncodable {
    /// Source: `array_send` in PostgreSQL's `arrayfuncs.c`.
    public static func postgresArrayBytes(_ elements: [Self]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20 + 16 * elements.count)
        bytes.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))  // dimensions
        bytes.append(bigEndian: Int32(0))  // says that no element is null
        bytes.append(bigEndian: postgresType.rawValue)
        guard !elements.isEmpty else { return bytes }
        bytes.append(bigEndian: Int32(elements.count))
        bytes.append(bigEndian: Int32(1))  // the first index
        for element in elements {
            let value = element.postgresBytes ?? []
            bytes.append(bigEndian: Int32(value.count))
            bytes += value
        }
        return bytes
    }
}

extension String: PostgresArrayElement {
    public static var postgresArrayType: PostgresType { .textArray }
}

extension Int64: PostgresArrayElement {
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int: PostgresArrayElement {
    public static var postgresArrayType: PostgresType { .int8Array }
}

extension Int32: PostgresArrayElement {
    public static var postgresArrayType: PostgresType { .int4Array }
}

extension Array: PostgresArrayElement where Element == UInt8 {
    public static var postgresArrayType: PostgresType { .byteaArray }
}
