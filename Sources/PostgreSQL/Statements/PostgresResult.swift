internal import CLibPQ

/// The answer to one command.
///
/// Not copyable: its `PGresult` is freed exactly once.
@safe struct PostgresResult: ~Copyable {
    private let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    deinit {
        unsafe PQclear(pointer)
    }

    enum Status {
        case done, rows, copyIn, refused
        /// A COPY to the client, a protocol of later versions: nothing we ask for.
        case unexpected
    }

    var status: Status {
        switch unsafe PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .done
        case PGRES_TUPLES_OK: .rows
        case PGRES_COPY_IN: .copyIn
        case PGRES_FATAL_ERROR: .refused
        default: .unexpected
        }
    }

    /// `COMMIT`, `INSERT 0 5`: what the server says it has done.
    var commandTag: String { unsafe String(cString: PQcmdStatus(pointer)) }

    /// Zero for a command that affects no rows.
    var affectedRows: Int { unsafe Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    /// What the server refused, without its DETAIL and, in class 22, without its message.
    var refusal: ServerRefusal {
        let state = unsafe Self.text(bh_pq_error_state(pointer)).map(SQLState.init)
        let message = unsafe Self.text(bh_pq_error_message(pointer)) ?? "no answer from the server"
        let severity = unsafe Self.text(bh_pq_error_severity(pointer))
        return ServerRefusal(
            state: state,
            message: state?.errorClass == "22" ? "a value does not fit its type" : message,
            constraint: unsafe Self.text(bh_pq_error_constraint(pointer)),
            position: unsafe Self.text(bh_pq_error_position(pointer)).flatMap { Int($0) },
            endsSession: severity == "FATAL" || severity == "PANIC"
        )
    }

    func table(statement: String) -> PostgresTable {
        let columnCount = unsafe PQnfields(pointer)
        let rowCount = unsafe PQntuples(pointer)
        let columns = (0..<columnCount).map { column in
            PostgresTable.Column(
                name: unsafe Self.text(PQfname(pointer, column)) ?? "",
                type: PostgresType(rawValue: unsafe PQftype(pointer, column))
            )
        }
        var arena: [UInt8] = []
        var values: [Range<Int>?] = []
        values.reserveCapacity(Int(columnCount) * Int(rowCount))
        for row in 0..<rowCount {
            for column in 0..<columnCount {
                guard unsafe PQgetisnull(pointer, row, column) == 0 else {
                    values.append(nil)
                    continue
                }
                let start = arena.count
                let length = Int(unsafe PQgetlength(pointer, row, column))
                if let bytes = unsafe PQgetvalue(pointer, row, column) {
                    unsafe arena.append(
                        contentsOf: UnsafeRawBufferPointer(start: bytes, count: length)
                    )
                }
                values.append(start..<arena.count)
            }
        }
        return PostgresTable(
            statement: statement,
            columns: columns,
            arena: arena,
            values: values,
            rowCount: Int(rowCount)
        )
    }

    private static func text(_ characters: UnsafePointer<CChar>?) -> String? {
        unsafe characters.map { unsafe String(cString: $0) }
    }

    private static func text(_ characters: UnsafeMutablePointer<CChar>?) -> String? {
        unsafe characters.map { unsafe String(cString: $0) }
    }
}

/// What a server said when it refused a command, fit for messages and logs.
struct ServerRefusal {
    let state: SQLState?
    let message: String
    let constraint: String?
    /// The character of the statement, from 1, at which it stopped.
    let position: Int?
    let endsSession: Bool
}
