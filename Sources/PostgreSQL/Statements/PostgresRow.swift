/// One row of an answer.
public struct PostgresRow: Sendable {
    let table: PostgresTable
    let number: Int

    /// The value of a column.
    ///
    /// - Throws: `PostgresError` of kind `badResult`, which names the column and never the value,
    ///   where the column is missing, of another type, or null and `Value` has nothing for null.
    public func get<Value: PostgresDecodable>(
        _ column: String,
        as _: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let index = table.columns.firstIndex(where: { $0.name == column }) else {
            throw table.error("the answer has no column `\(column)`")
        }
        guard let bytes = table.bytes(row: number, column: index) else {
            guard let null = Value.postgresNull else {
                throw table.error("the column `\(column)` is null")
            }
            return null
        }
        let value = PostgresValue(type: table.columns[index].type, bytes: bytes)
        guard let decoded = Value(postgres: value) else {
            throw table.error("the column `\(column)` is no \(Value.self)")
        }
        return decoded
    }
}
