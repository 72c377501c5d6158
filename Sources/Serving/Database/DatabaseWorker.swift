import Dispatch
import Ledger
import PostgreSQL

/// One session with the database and the queue on which alone it is used.
///
/// `@unchecked Sendable`: what changes is touched by jobs on its serial queue, one at a time.
final class DatabaseWorker: @unchecked Sendable {
    let queue: DispatchQueue
    private var connection: PostgresConnection?

    init(_ number: Int) {
        queue = DispatchQueue(label: "bursarhub.database.\(number)")
    }

    func ask<Value>(
        onlyReads: Bool,
        opening open: () throws -> PostgresConnection,
        _ question: (Ledger) throws -> Value
    ) throws -> Value {
        let wasOpen = !(connection?.isBroken ?? true)
        do {
            return try question(ledger(open))
        } catch {
            guard connection?.isBroken ?? true else { throw error }
            close()
            // A session that was idle may have died with its server long ago.
            guard wasOpen, onlyReads, DatabaseAway.cause(of: error) != nil else {
                throw Self.plain(error)
            }
        }
        do {
            return try question(ledger(open))
        } catch {
            if connection?.isBroken ?? true { close() }
            throw Self.plain(error)
        }
    }

    private func ledger(_ open: () throws -> PostgresConnection) throws -> Ledger {
        if let connection, !connection.isBroken { return Ledger(connection) }
        close()
        let opened = try open()
        connection = opened
        return Ledger(opened)
    }

    private func close() {
        connection?.close()
        connection = nil
    }

    private static func plain(_ error: any Error) -> any Error {
        DatabaseAway.cause(of: error).map(DatabaseAway.init) ?? error
    }
}
