/// What the last command of a request gave.
struct CommandOutcome {
    var table: PostgresTable?
    var affectedRows = 0
    var commandTag = ""

    init() {}

    init(_ result: borrowing PostgresResult, statement: String) {
        table = result.status == .rows ? result.table(statement: statement) : nil
        affectedRows = result.affectedRows
        commandTag = result.commandTag
    }
}
