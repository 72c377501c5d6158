/// One value of a row, not null, in PostgreSQL's binary format.
public struct PostgresValue: Sendable {
    public let type: PostgresType
    public let bytes: ArraySlice<UInt8>

    public init(type: PostgresType, bytes: ArraySlice<UInt8>) {
        self.type = type
        self.bytes = bytes
    }

    /// The value as a number, where its type is one of the three integers.
    var integer: Int64? {
        switch type {
        case .int8: bytes.bigEndian(Int64.self)
        case .int4: bytes.bigEndian(Int32.self).map(Int64.init)
        case .int2: bytes.bigEndian(Int16.self).map(Int64.init)
        default: nil
        }
    }
}
