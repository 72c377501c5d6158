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
}
