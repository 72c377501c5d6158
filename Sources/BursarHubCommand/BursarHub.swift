public import ArgumentParser
import BursarModel
import Glibc
import Posix
import Status

/// The command: consortium IT runs all campuses, campus staff ask for their own.
public struct BursarHub: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "bursarhub",
        abstract: "Brings library fines and fees from Alma to PeopleSoft Student Financials.",
        discussion: """
            Every fee that Alma exports is accounted for, to the cent, exactly once: sent to SFS, \
            sent to another office, held for a person, recognised as known, or skipped by a rule.

            EXAMPLE: bursarhub onboard campuses && bursarhub run

            Exit status: 0 in order, 1 somebody must look, 2 configuration refused, \
            3 database unreachable or unfit, 64 usage, 70 internal assertion failed.
            """,
        version: Version.text,
        subcommands: [
            Onboard.self, Check.self, CampusCommands.self, FormatCommands.self, Run.self,
            StatusCommand.self, Summary.self, Held.self, Outputs.self, BaselineCommand.self,
            ExpectCommand.self, TraceCommand.self, Audit.self, Verify.self, PurgeCommand.self,
            Sample.self, Demo.self, Serve.self, TokenCommands.self, NoticesCommands.self,
            Database.self, DoctorCommand.self,
        ]
    )

    /// Here too, so that they can stand before the command; what follows it gets them from here.
    @OptionGroup var global: GlobalOptions

    public init() {}

    /// Parses the arguments, runs, and exits with the contract's status.
    public static func start() -> Never {
        // Read before they are hidden, and from nowhere else afterwards.
        let arguments = CommandLine.arguments
        prepareProcess(arguments)
        if arguments.dropFirst().contains("--version") {
            orEnd { () throws(PosixError) in try EndingSignals.watch(.atOnce) }
            Console.write(Version.withServer(arguments) + "\n", to: STDOUT_FILENO)
            Glibc.exit(ExitStatus.inOrder.rawValue)
        }
        var command = readCommand(Array(arguments.dropFirst()))
        do {
            try command.run()
            Glibc.exit(ExitStatus.inOrder.rawValue)
        } catch {
            exit(withError: error)
        }
    }

    /// Before anything else, and before there is a second thread.
    private static func prepareProcess(_ arguments: [String]) {
        orEnd { () throws(PosixError) in
            try ShownSecrets.hide(in: arguments)
            try ProcessStart.prepare()
        }
    }

    /// A process that cannot be prepared does nothing.
    private static func orEnd(_ prepare: () throws(PosixError) -> Void) {
        do throws(PosixError) {
            try prepare()
        } catch {
            Console.write("bursarhub: \(error)\n", to: STDERR_FILENO)
            Glibc.exit(ExitStatus.assertionFailed.rawValue)
        }
    }

    private static func readCommand(_ arguments: [String]) -> any ParsableCommand {
        do {
            return try parseAsRoot(arguments)
        } catch {
            guard arguments.contains("--json"),
                exitCode(for: error) == .validationFailure
            else { exit(withError: error) }
            Console(isJSON: true, isQuiet: false, isVerbose: false, style: .plain).failure(
                CommandFailure(usage: self.message(for: error))
            )
            Glibc.exit(ExitStatus.usage.rawValue)
        }
    }
}

extension CommandFailure {
    /// What the parser says of arguments that it cannot use.
    init(usage message: String) {
        self.init(.usage, "", remedy: "see `bursarhub --help`")
        self.message = message
    }
}
