/// A value that a statement can bind.
///
/// Every value has one PostgreSQL type, whatever the statement expects: where that differs (an
/// enum, `jsonb`, `uuid`) the statement casts, as in `\(state)::ledger.state`.
public protocol PostgresEncodable: Sendable {
    static var postgresType: PostgresType { get }
    /// The value in PostgreSQL's binary format; nil is SQL's null.
    var postgresBytes: [UInt8]? { get }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    public static var postgresType: PostgresType { RawValue.postgresType }
    public var postgresBytes: [UInt8]? { rawValue.postgresBytes }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    public static var postgresType: PostgresType { Wrapped.postgresType }
    public var postgresBytes: [UInt8]? { flatMap(\.postgresBytes) }
}

extension String: PostgresEncodable {
    public static var postgresType: PostgresType { .text }
    public var postgresBytes: [UInt8]? { [UInt8](utf8) }
}

extension Bool: PostgresEncodable {
    public static var postgresType: PostgresType { .bool }
    public var postgresBytes: [UInt8]? { [self ? 1 : 0] }
}

extension Int32: PostgresEncodable {
    public static var postgresType: PostgresType { .int4 }
    public var postgresBytes: [UInt8]? { bigEndianBytes }
}

extension Int64: PostgresEncodable {
    public static var postgresType: PostgresType { .int8 }
    public var postgresBytes: [UInt8]? { bigEndianBytes }
}

extension Int: PostgresEncodable {
    public static var postgresType: PostgresType { .int8 }
    public var postgresBytes: [UInt8]? { Int64(self).bigEndianBytes }
}

extension PostgresTimestamp: PostgresEncodable {
    public static var postgresType: PostgresType { .timestamptz }
    public var postgresBytes: [UInt8]? { microsecondsSince2000.bigEndianBytes }
}

extension PostgresDate: PostgresEncodable {
    public static var postgresType: PostgresType { .date }
    public var postgresBytes: [UInt8]? { daysSince2000.bigEndianBytes }
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: self)
        return bytes
    }
}
