extension PostgresConnection {
    /// Sends a request and takes all its answers; the last one counts.
    @discardableResult
    func command(
        _ request: PostgresRequest,
        until deadline: Deadline
    ) throws(PostgresError) -> CommandOutcome {
        let session = try idleSession(for: request)
        let outcomeUnknown = request.decides(in: session.transactionState)
        do {
            switch request {
            case .statement(let statement): try session.send(statement, until: deadline)
            case .script(let text), .settings(let text), .control(let text), .commit(let text):
                try session.send(script: text, until: deadline)
            case .copy(let text):
                try session.send(script: "set statement_timeout = 0; \(text)", until: deadline)
            }
        } catch {
            throw giveUp(error, during: request.text, outcomeUnknown: outcomeUnknown)
        }
        return try answers(to: request, until: deadline, outcomeUnknown: outcomeUnknown)
    }

    func answers(
        to request: PostgresRequest,
        until deadline: Deadline,
        outcomeUnknown: Bool
    ) throws(PostgresError) -> CommandOutcome {
        var outcome = CommandOutcome()
        var refusal: ServerRefusal?
        while true {
            let result: PostgresResult?
            do {
                result = try session?.nextResult(until: deadline)
            } catch {
                throw giveUp(error, during: request.text, outcomeUnknown: outcomeUnknown)
            }
            guard let result else { break }
            switch result.status {
            case .done, .rows:
                outcome = CommandOutcome(result, statement: request.text)
            case .refused:
                refusal = refusal ?? result.refusal
            case .copyIn where request.isCopy:
                isCopying = true
                return outcome
            case .copyIn, .unexpected:
                close()
                throw PostgresError(
                    .misuse,
                    message: "only `copyIn` may begin a COPY",
                    statement: request.text
                )
            }
        }
        if let refusal { throw error(refusal, from: request, outcomeUnknown: outcomeUnknown) }
        return outcome
    }

    /// The session, if it can take a request now.
    private func idleSession(for request: PostgresRequest) throws(PostgresError) -> LibPQSession {
        let session = try livingSession(for: request)
        guard !isCopying else {
            throw PostgresError(
                .misuse,
                message: "a COPY is not finished",
                statement: request.text
            )
        }
        return session
    }

    func livingSession(for request: PostgresRequest) throws(PostgresError) -> LibPQSession {
        guard let session, !session.isBad else {
            throw PostgresError(
                .connectionLost,
                message: "the session has ended already",
                statement: request.text
            )
        }
        return session
    }

    // MARK: Errors

    /// Closes the session and says why.
    func giveUp(
        _ failure: LibPQSession.Failure,
        during statement: String?,
        outcomeUnknown: Bool
    ) -> PostgresError {
        close()
        switch failure {
        case .deadlineExceeded:
            return PostgresError(
                .deadlineExceeded,
                message: "the server did not answer in time; the session was given up",
                statement: statement,
                outcomeUnknown: outcomeUnknown
            )
        case .lost:
            return PostgresError(
                .connectionLost,
                message: "the session with the server was lost",
                statement: statement,
                outcomeUnknown: outcomeUnknown
            )
        }
    }

    private func error(
        _ refusal: ServerRefusal,
        from request: PostgresRequest,
        outcomeUnknown: Bool
    ) -> PostgresError {
        let isLost = refusal.endsSession || isBroken
        if isLost { close() }
        var message = refusal.message
        if case .script(let text) = request, let position = refusal.position {
            let line = 1 + text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" }
            message += " (line \(line))"
        }
        return PostgresError(
            isLost ? .connectionLost : .statementFailed,
            state: refusal.state,
            message: message,
            statement: request.text,
            constraint: refusal.constraint,
            // Without a state it is libpq that speaks, which does not know what the server did.
            outcomeUnknown: outcomeUnknown && (isLost || refusal.state == nil)
        )
    }
}
