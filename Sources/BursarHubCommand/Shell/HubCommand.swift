import ArgumentParser

/// A command of the hub: its options, and what it does with a console.
protocol HubCommand: ParsableCommand {
    var global: GlobalOptions { get }

    /// Does the work; results go to the console.
    func perform(_ console: Console) throws -> ExitStatus
}

extension HubCommand {
    func run() throws {
        let console = global.console
        let status: ExitStatus
        do {
            status = try perform(console)
        } catch {
            let failure = CommandFailure(error)
            console.failure(failure)
            throw ExitCode(failure.status.rawValue)
        }
        if status != .inOrder { throw ExitCode(status.rawValue) }
    }
}
