import ArgumentParser
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
        let console = global.console
        let status: ExitStatus
        do {
            try EndingSignals.watch(endingManner)
            status = try perform(console)
        } catch {
            var failure = CommandFailure(error)
            if let cause = EndRequest.cause { failure.end(because: cause) }
            console.failure(failure)
            throw ExitCode(failure.status.rawValue)
        }
        if status != .inOrder { throw ExitCode(status.rawValue) }
    }
}
