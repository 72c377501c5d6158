import Dispatch
import Ledger
import Posix
public import PostgreSQL
import Synchronization

/// A few sessions with the database, each on a thread of its own: libpq blocks.
///
/// What is asked while all are busy waits in line, up to a bound. While the server is away a
/// question is answered by that at once, and one of them looks for the server once a second.
public final class DatabasePool: Sendable {
    typealias Job = @Sendable (DatabaseWorker) -> Void

    private struct State {
        var idle: [DatabaseWorker]
        var waiting: [Job] = []
        /// No session is tried before that; the cause is what the last try said.
        var away: (until: Duration, cause: PostgresError)?
        var lastAnswer: Duration = .zero
    }

    /// So many questions may wait for a session.
    private static let mostWaiting = 512
    private static let betweenTries: Duration = .seconds(1)

    private let state: Mutex<State>
    private let opening: @Sendable () throws -> PostgresConnection

    /// A pool of so many sessions.
    ///
    /// `opening` makes one that is fit to be asked, on the thread that uses it.
    public init(
        sessions: Int,
        opening: @escaping @Sendable () throws -> PostgresConnection
    ) {
        self.opening = opening
        state = Mutex(State(idle: (0..<sessions).map { DatabaseWorker($0) }))
    }

    /// When a question was answered last, by the clock of deadlines.
    var lastAnswer: Duration { state.withLock(\.lastAnswer) }

    /// Asks the ledger, on a thread that may block.
    ///
    /// What only reads is asked once more where its session turns out to be dead, as after a
    /// restart of the server.
    ///
    /// - Throws: `DatabaseAway`, `DatabaseBusy`, or what `question` threw.
    func ask<Value: Sendable>(
        onlyReads: Bool = true,
        _ question: @escaping @Sendable (Ledger) throws -> Value
    ) async throws -> Value {
        let answer: Value = try await withCheckedThrowingContinuation { continuation in
            let isTaken = submit { worker in
                continuation.resume(
                    with: Result {
                        try worker.ask(onlyReads: onlyReads, opening: self.open, question)
                    }
                )
            }
            if !isTaken { continuation.resume(throwing: DatabaseBusy()) }
        }
        state.withLock { $0.lastAnswer = MonotonicClock.now }
        return answer
    }

    private func open() throws -> PostgresConnection {
        try state.withLock { state in
            if let away = state.away, MonotonicClock.now < away.until {
                throw DatabaseAway(cause: away.cause)
            }
        }
        do {
            let connection = try opening()
            state.withLock { $0.away = nil }
            return connection
        } catch {
            guard let cause = DatabaseAway.cause(of: error) else { throw error }
            state.withLock { $0.away = (MonotonicClock.now + Self.betweenTries, cause) }
            throw DatabaseAway(cause: cause)
        }
    }

    /// - Returns: false where too many wait already.
    private func submit(_ job: @escaping Job) -> Bool {
        enum Place { case worker(DatabaseWorker), line, none }
        let place: Place = state.withLock { state in
            if let worker = state.idle.popLast() { return .worker(worker) }
            guard state.waiting.count < Self.mostWaiting else { return .none }
            state.waiting.append(job)
            return .line
        }
        switch place {
        case .worker(let worker): worker.queue.async { self.work(worker, job) }
        case .line: break
        case .none: return false
        }
        return true
    }

    /// Does a job, then what waits, until nothing does.
    private func work(_ worker: DatabaseWorker, _ first: @escaping Job) {
        var next: Job? = first
        while let job = next {
            job(worker)
            next = state.withLock { state in
                if !state.waiting.isEmpty { return state.waiting.removeFirst() }
                state.idle.append(worker)
                return nil
            }
        }
    }
}
