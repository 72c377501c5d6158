import ArgumentParser
import BursarModel
import Glibc
import Hub
import Ledger
import Status

extension Outputs {
    /// `outputs confirm`: an output was delivered, though the hub does not know it.
    struct Confirm: DecisionCommand {
        static let configuration = CommandConfiguration(
            commandName: "confirm",
            abstract: "Says that an output was delivered: one in doubt, or one carried by hand.",
            discussion: """
                The hub never publishes it from then on. Where a file of its name lies in the outbox, \
                its SHA-256 must be the output's. A server is looked at first, and the answer says \
                what was seen; one in doubt that is not there needs --in-peoplesoft.

                EXAMPLE: bursarhub outputs confirm humboldt-17 --reason "loaded by hand on Friday"
                """
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The id that `outputs` shows, such as humboldt-17.")
        var id: String

        @Option(help: "How you know that it was delivered.")
        var reason: String

        @Flag(
            name: .customLong("in-peoplesoft"),
            help: "You looked: it was loaded into PeopleSoft, whatever its server shows."
        )
        var inPeoplesoft = false

        func validate() throws { try Reason.validate(reason) }

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            return try session.tell(
                session.decisions(on: id, because: reason).confirm(inPeopleSoft: inPeoplesoft),
                console
            )
        }
    }

    /// `outputs void`: an output's fees are taken back.
    struct Void: DecisionCommand {
        static let configuration = CommandConfiguration(
            commandName: "void",
            abstract: "Takes an output's fees back; they are held and wait for a person.",
            discussion: """
                An output that was not collected yet is taken out of its outbox. One that was, or may \
                have been, becomes void only on your word that PeopleSoft does not have it.

                EXAMPLE: bursarhub outputs void humboldt-17 --reason "wrong item types"
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var taken: TakingBack

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let decisions = try taken.decisions(in: session, console)
            return try session.tell(
                decisions.void(notInPeopleSoft: taken.notInPeoplesoft),
                console
            )
        }
    }

    /// `outputs reissue`: an output's fees go out in another one.
    struct Reissue: DecisionCommand {
        static let configuration = CommandConfiguration(
            commandName: "reissue",
            abstract: "Takes an output back and sends its fees in another, by today's campus file.",
            discussion: """
                All its fees go out again, with the next number of the day, or nothing is changed. \
                What holds for `void` holds here.

                EXAMPLE: bursarhub outputs reissue humboldt-17 --reason "the layout was corrected"
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var taken: TakingBack

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let decisions = try taken.decisions(in: session, console)
            return try session.tell(
                decisions.reissue(notInPeopleSoft: taken.notInPeoplesoft),
                console
            )
        }
    }

    /// Which output is taken back and why, and a person's word that PeopleSoft does not have it.
    struct TakingBack: ParsableArguments {
        @Argument(help: "The id that `outputs` shows, such as humboldt-17.")
        var id: String

        @Option(help: "Why it is taken back, or sent anew.")
        var reason: String

        @Flag(
            name: .customLong("not-in-peoplesoft"),
            help: "You looked: it was not loaded into PeopleSoft, or was reversed there."
        )
        var notInPeoplesoft = false

        @Flag(help: "Answers yes to what it would ask.")
        var yes = false

        func validate() throws { try Reason.validate(reason) }

        fileprivate func decisions(
            in session: Session,
            _ console: Console
        ) throws -> OutputDecisions {
            let decisions = try session.decisions(on: id, because: reason)
            try confirm(console)
            return decisions
        }

        /// Asks once more, because a wrong word doubles charges.
        private func confirm(_ console: Console) throws {
            guard notInPeoplesoft, !yes else { return }
            guard isatty(STDIN_FILENO) == 1 else {
                throw CommandFailure(
                    .usage,
                    "--not-in-peoplesoft is asked about, and nobody is here to answer",
                    remedy: "add --yes; a wrong word charges students twice"
                )
            }
            Console.write(
                "If \(Printable(id)) is in PeopleSoft after all, its students are charged twice. "
                    + "Is it surely not there? [y/N] ",
                to: STDERR_FILENO
            )
            let answer = readLine()?.lowercased() ?? ""
            guard answer == "y" || answer == "yes" else {
                throw CommandFailure(
                    .somebodyMustLook,
                    "nothing was changed",
                    remedy: "look into PeopleSoft, and run the command again"
                )
            }
        }
    }
}

extension Session {
    fileprivate func decisions(
        on id: String,
        because reason: String
    ) throws -> OutputDecisions {
        OutputDecisions(hub, on: try knownOutput(id), by: Person.name, because: reason)
    }

    fileprivate func tell(
        _ report: OutputDecisionReport,
        _ console: Console
    ) throws -> ExitStatus {
        console.result(
            console.isJSON
                ? try JSONReport.value(report)
                : TextReport.outputDecision(
                    report,
                    labels: try labels(),
                    style: console.style
                )
        )
        return report.trouble == nil ? .inOrder : .somebodyMustLook
    }
}
