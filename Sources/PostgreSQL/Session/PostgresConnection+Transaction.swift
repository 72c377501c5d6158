extension PostgresConnection {
    /// Does what `body` says in one transaction: all of it, or nothing.
    ///
    /// - Throws: What `body` threw, after a rollback; a `TransactionError` with both causes where
    ///   the rollback failed too; a `PostgresError` with `outcomeUnknown` where the answer to
    ///   COMMIT did not come.
    public func transaction<Result>(
        _ isolation: PostgresIsolation = .readCommitted,
        _ body: () throws -> Result
    ) throws -> Result {
        guard isBroken || session?.transactionState == LibPQSession.TransactionState.none else {
            throw PostgresError(.misuse, message: "a transaction is open already; use a savepoint")
        }
        try command(
            .control("begin isolation level \(isolation.rawValue)"),
            until: Deadline(in: deadlines.statement)
        )
        let result: Result
        do {
            result = try body()
        } catch {
            try undo("rollback", because: error)
            throw error
        }
        try commit()
        return result
    }

    /// Does what `body` says, or nothing of it, within a transaction that goes on.
    ///
    /// - Throws: As `transaction`, but for the outcome, which is the transaction's.
    public func savepoint<Result>(
        _ name: StaticString,
        _ body: () throws -> Result
    ) throws -> Result {
        let name = PostgresStatement.quoted("\(name)")
        try command(.control("savepoint \(name)"), until: Deadline(in: deadlines.statement))
        do {
            let result = try body()
            try command(
                .control("release savepoint \(name)"),
                until: Deadline(in: deadlines.statement)
            )
            return result
        } catch {
            try undo(
                "rollback to savepoint \(name); release savepoint \(name)",
                because: error
            )
            throw error
        }
    }

    /// Commits, and believes it only when the server says so.
    ///
    /// The server's time-out would end the wait for a standby as if the commit were safe there: it
    /// is taken off, and the deadline here decides. A transaction that failed unseen is answered by
    /// `ROLLBACK`.
    private func commit() throws {
        let request = PostgresRequest.commit("set local statement_timeout = 0; commit")
        do {
            let outcome = try command(request, until: Deadline(in: deadlines.commit))
            guard outcome.commandTag == "COMMIT" else {
                throw PostgresError(
                    .statementFailed,
                    state: .inFailedTransaction,
                    message: "the transaction was rolled back: a statement in it had failed"
                )
            }
        } catch {
            serverTimeout = nil
            if !isBroken, session?.transactionState != LibPQSession.TransactionState.none {
                try undo("rollback", because: error)
            }
            throw error
        }
    }

    /// Rolls back, unless the server has done so itself when the session was lost.
    private func undo(_ rollback: String, because cause: any Error) throws(TransactionError) {
        serverTimeout = nil
        guard !isBroken else { return }
        do {
            if isCopying { try giveUpCopy() }
            try command(.control(rollback), until: Deadline(in: deadlines.statement))
        } catch {
            throw TransactionError(cause: cause, rollback: error)
        }
    }
}
