extension PostgresConnection {
    /// Begins a binary `copy … from stdin (format binary)`.
    ///
    /// Until it is finished or cancelled the session takes nothing else. The server's time-out
    /// would count for the whole COPY, however well it moves; it is taken off for it.
    public func copyIn(_ copyStatement: StaticString) throws(PostgresError) -> PostgresCopy {
        let request = PostgresRequest.copy("\(copyStatement)")
        let isWholeTransaction = session?.transactionState == LibPQSession.TransactionState.none
        serverTimeout = nil
        try command(request, until: Deadline(in: deadlines.statement))
        guard isCopying else {
            throw PostgresError(
                .misuse,
                message: "the statement began no COPY",
                statement: request.text
            )
        }
        return PostgresCopy(self, request: request, isWholeTransaction: isWholeTransaction)
    }

    /// Hands on a part of a COPY's stream; may end in the middle of a row.
    func putCopyBytes(
        _ bytes: UnsafeRawBufferPointer,
        of request: PostgresRequest
    ) throws(PostgresError) {
        let session = try copyingSession(for: request)
        do {
            try unsafe session.putCopyBytes(bytes, until: Deadline(in: deadlines.copy))
        } catch {
            throw giveUp(error, during: request.text, outcomeUnknown: false)
        }
    }

    /// Ends the COPY and takes the server's answer.
    func finishCopy(
        of request: PostgresRequest,
        isWholeTransaction: Bool
    ) throws(PostgresError) -> CommandOutcome {
        let session = try copyingSession(for: request)
        let deadline = Deadline(in: deadlines.copy)
        do {
            try session.endCopy(because: nil, until: deadline)
        } catch {
            throw giveUp(error, during: request.text, outcomeUnknown: isWholeTransaction)
        }
        isCopying = false
        return try answers(to: request, until: deadline, outcomeUnknown: isWholeTransaction)
    }

    /// Gives the COPY up: the server takes none of its rows.
    ///
    /// The server answers with a refusal, which is what was asked for; a lost session is an error.
    func giveUpCopy() throws(PostgresError) {
        let request = PostgresRequest.control("(a COPY that is given up)")
        let session = try copyingSession(for: request)
        let deadline = Deadline(in: deadlines.copy)
        do {
            try session.endCopy(because: "given up", until: deadline)
        } catch {
            throw giveUp(error, during: request.text, outcomeUnknown: false)
        }
        isCopying = false
        do {
            _ = try answers(to: request, until: deadline, outcomeUnknown: false)
        } catch {
            guard error.kind == .statementFailed else { throw error }
        }
    }

    private func copyingSession(for request: PostgresRequest) throws(PostgresError) -> LibPQSession
    {
        let session = try livingSession(for: request)
        guard isCopying else {
            throw PostgresError(
                .misuse,
                message: "the COPY has ended already",
                statement: request.text
            )
        }
        return session
    }
}
