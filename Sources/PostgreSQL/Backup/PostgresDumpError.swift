/// Why `pg_dump` or `pg_restore` did not do its work; nothing that they said of rows.
public struct PostgresDumpError: Error, Equatable, Sendable {
    public let message: String

    init(_ message: String) { self.message = message }
}

extension PostgresDumpError: CustomStringConvertible {
    public var description: String { message }
}
