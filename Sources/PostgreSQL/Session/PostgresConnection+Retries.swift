internal import Posix

extension PostgresConnection {
    /// Opens a session with a server that may be away for a moment.
    ///
    /// Tried again are the errors that pass: no answer, a server that starts, no place left. The
    /// waits grow to five seconds and are jittered, so that the workers of many hosts do not come
    /// back as one. Nothing is tried again once the process is to end.
    public static func connectWithRetries(
        _ address: PostgresAddress,
        applicationName: String,
        deadlines: PostgresDeadlines = .standard,
        within patience: Duration = .seconds(60)
    ) throws(PostgresError) -> PostgresConnection {
        let end = Deadline(in: patience)
        var longestWait = Duration.milliseconds(100)
        var told: PostgresError?
        while true {
            do {
                var hasty = deadlines
                hasty.connect = max(.milliseconds(1), end.atMost(deadlines.connect))
                return try PostgresConnection(
                    address,
                    applicationName: applicationName,
                    deadlines: hasty
                )
            } catch {
                // The last attempt may have no time left: an earlier one knows more.
                if error.kind != .deadlineExceeded { told = error }
                guard error.isServerAway, !end.hasPassed, !EndRequest.isMade else {
                    throw error.kind == .deadlineExceeded ? told ?? error : error
                }
            }
            end.atMost(longestWait * Double.random(in: 0.5...1)).sleep()
            longestWait = min(longestWait * 2, .seconds(5))
        }
    }

    /// So often is a transaction begun again that the server gave up.
    private static let mostRepeats = 5

    /// Does what `body` says in one transaction, again from its beginning where the server gave it
    /// up for another one's sake (SQLSTATE 40001, 40P01) or for a lock (55P03), five times at most:
    /// with the usual deadline for locks that is a minute, as for a server that is away.
    ///
    /// `body` is called for each try, so that all it changes must be the transaction's.
    ///
    /// - Throws: As `transaction`.
    public func repeatedTransaction<Result>(_ body: () throws -> Result) throws -> Result {
        var longestWait = Duration.milliseconds(20)
        for _ in 0..<Self.mostRepeats {
            do {
                return try transaction { try body() }
            } catch let error as PostgresError where error.deservesAnotherTry {
                try EndRequest.check()
                repeats += 1
                (longestWait * Double.random(in: 0.5...1)).sleep()
                longestWait *= 2
            }
        }
        return try transaction { try body() }
    }
}
