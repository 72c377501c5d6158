/// One forward step of the schema.
public struct Migration: Sendable, Equatable {
    /// Its place in the order; from 1, never used again.
    public let number: Int
    public let name: String
    /// Several statements; each names its schema, for the search path is empty.
    public let sql: String

    public init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }
}
