import ArgumentParser
import Glibc
import Posix

/// A command of the hub: its options, and what it does with a console.
protocol HubCommand: ParsableCommand {
    var global: GlobalOptions { get }

    /// What becomes of SIGINT, SIGTERM and SIGHUP while it works.
    var endingManner: EndingSignals.Manner { get }

    /// Does the work; results go to the console.
    func perform(_ console: Console) throws -> ExitStatus
}

extension HubCommand {
    var endingManner: EndingSignals.Manner { .atOnce }

    func run() throws {
        let status = done(global.console)
        // Threads that were given up are still at work: nothing may be torn down under them.
        if EndRequest.isMade { _exit(status.rawValue) }
        if status != .inOrder { throw ExitCode(status.rawValue) }
    }

    private func done(_ console: Console) -> ExitStatus {
        do {
            try EndingSignals.watch(endingManner)
            return try perform(console)
        } catch {
            var failure = CommandFailure(error)
            if let cause = EndRequest.cause { failure.end(because: cause) }
            console.failure(failure)
            return failure.status
        }
    }
}
