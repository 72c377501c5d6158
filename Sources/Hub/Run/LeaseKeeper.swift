import Dispatch
import Failpoints
import Ledger
import Posix
import PostgreSQL
import Synchronization

/// Renews a run's leases while its work is done on other threads.
///
/// A connection that waits in a COPY, and a thread that reads a file for minutes, cannot renew
/// their own. This thread does nothing else, and sees whether the process is to end.
struct LeaseKeeper {
    let hub: Hub
    let run: String

    /// So long after a request to end, what has not ended is no longer waited for.
    private static var patience: Duration {
        .milliseconds(Failpoint.number("end.milliseconds") ?? 3000)
    }

    /// The name that the sessions of the run's work have at the server.
    var sessionName: String { "worker \(run)" }

    /// Has the work done; nil where it did not end in time after the process was asked to.
    func keep<Outcome: Sendable>(
        _ control: inout Ledger,
        while work: @escaping @Sendable () throws -> Outcome
    ) throws -> Outcome? {
        let result = WorkResult<Outcome>()
        let done = DispatchSemaphore(value: 0)
        DispatchQueue(label: "bursarhub work").async {
            result.keep(
                Result {
                    try ProcessStart.prepareThread()
                    return try work()
                }
            )
            done.signal()
        }
        let interval = Duration.seconds(Ledger.leaseSeconds) / 3
        var renewal = MonotonicClock.now + interval
        while done.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
            if let age = EndRequest.age, age > LeaseKeeper.patience { break }
            guard MonotonicClock.now > renewal else { continue }
            renewal = MonotonicClock.now + interval
            renew(&control)
        }
        let outcome = try result.value?.get()
        if EndRequest.isMade { EndRequest.beginLastWords() }
        return outcome
    }

    /// The same for a command of one campus: what it still holds is given back, however it ends.
    ///
    /// - Throws: `EndRequested` where the work did not end in time after the process was asked to.
    func finish<Outcome: Sendable>(
        _ control: inout Ledger,
        _ work: @escaping @Sendable () throws -> Outcome
    ) throws -> Outcome {
        let outcome: Outcome?
        do {
            outcome = try keep(&control, while: work)
        } catch {
            if !control.isBroken { try end(control) }
            throw error
        }
        guard let outcome else {
            try end(control)
            throw EndRequested(cause: EndRequest.cause ?? .deadline)
        }
        return outcome
    }

    /// Ends what the run still holds, however its work went.
    func end(_ control: Ledger) throws {
        try control.endLeases(of: run, sessions: "bursarhub \(sessionName)")
    }

    /// A renewal that fails is tried again long before the lease ends; if it ends, the work's next
    /// write says so.
    private func renew(_ control: inout Ledger) {
        do {
            if control.isBroken {
                // Not the patience of a run: whoever waits here does not see that the work has ended.
                let patience = min(.seconds(5), hub.patience)
                control = Ledger(try hub.connect("control", within: patience))
            }
            if try control.renewLeases(of: run) > 0 { EndRequest.make(.standstill) }
        } catch {
            return
        }
    }
}

/// What the work came to, kept by one thread and read by another.
private final class WorkResult<Outcome: Sendable>: Sendable {
    private let result = Mutex<Result<Outcome, any Error>?>(nil)

    func keep(_ value: Result<Outcome, any Error>) { result.withLock { $0 = value } }

    var value: Result<Outcome, any Error>? { result.withLock { $0 } }
}
