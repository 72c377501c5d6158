/// All rows of one answer, in one piece of memory.
///
/// It is copied out of libpq at once, so that no row holds a pointer and the `PGresult` is freed
/// early.
final class PostgresTable: Sendable {
    struct Column: Sendable {
        let name: String
        let type: PostgresType
    }

    let columns: [Column]
    let rowCount: Int
    private let statement: String
    private let arena: [UInt8]
    /// A range of the arena for each value, row by row; nil is null.
    private let values: [Range<Int>?]

    init(statement: String, columns: [Column], arena: [UInt8], values: [Range<Int>?], rowCount: Int)
    {
        self.statement = statement
        self.columns = columns
        self.arena = arena
        self.values = values
        self.rowCount = rowCount
    }

    var rows: [PostgresRow] { (0..<rowCount).map { PostgresRow(table: self, number: $0) } }

    func bytes(row: Int, column: Int) -> ArraySlice<UInt8>? {
        values[row * columns.count + column].map { arena[$0] }
    }

    func error(_ message: String) -> PostgresError {
        PostgresError(.badResult, message: message, statement: statement)
    }
}
