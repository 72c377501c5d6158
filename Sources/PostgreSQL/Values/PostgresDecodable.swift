/// A value that a column can give.
public protocol PostgresDecodable {
    /// Nil where the column's type or its bytes are not this value's.
    init?(postgres value: PostgresValue)
    /// What SQL's null becomes; nil for a type that has nothing for it.
    static var postgresNull: Self? { get }
}

extension PostgresDecodable {
    public static var postgresNull: Self? { nil }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard let rawValue = RawValue(postgres: value) else { return nil }
        self.init(rawValue: rawValue)
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard let wrapped = Wrapped(postgres: value) else { return nil }
        self = .some(wrapped)
    }

    public static var postgresNull: Self? { .some(nil) }
}

extension String: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        switch value.type {
        case .text, .varchar, .bpchar, .name, .json:
            self.init(validating: value.bytes, as: UTF8.self)
        case .jsonb where value.bytes.first == 1:  // the version of its binary format
            self.init(validating: value.bytes.dropFirst(), as: UTF8.self)
        default: return nil
        }
    }
}

extension Bool: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard value.type == .bool, let byte: UInt8 = value.bytes.bigEndian() else { return nil }
        self = byte != 0
    }
}

extension Int64: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard let number = value.integer else { return nil }
        self = number
    }
}

extension Int: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard let number = value.integer else { return nil }
        self.init(exactly: number)
    }
}

extension Int32: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard value.type != .int8, let number = value.integer else { return nil }
        self.init(exactly: number)
    }
}

extension PostgresTimestamp: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard value.type == .timestamptz, let microseconds: Int64 = value.bytes.bigEndian() else {
            return nil
        }
        self.init(microsecondsSince2000: microseconds)
    }
}

extension PostgresDate: PostgresDecodable {
    public init?(postgres value: PostgresValue) {
        guard value.type == .date, let days: Int32 = value.bytes.bigEndian() else { return nil }
        self.init(daysSince2000: days)
    }
}
