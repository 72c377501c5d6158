import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

extension Held {
    /// `held release`: lets what is held go on, on the word of a person.
    struct Release: DecisionCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "Lets held fees or exports go on with the next run.",
            discussion: """
                For what a person must judge: a changed fee or a suspected duplicate becomes a charge \
                of its own, an export with a known name or number is read. What a corrected campus \
                file cures is not released; `held show` says which it is. All ids of a campus are \
                decided on, or none. The id of an output that was taken back, or of an export that \
                was read, stands for all fees of it that wait.

                EXAMPLE: bursarhub held release humboldt-f12 --reason "a second fine, says the library"
                """
        )

        @OptionGroup var global: GlobalOptions

        @Argument(
            help: "Ids that `held` shows, such as humboldt-f12 or humboldt-x3; or of an output."
        )
        var ids: [String]

        @Option(help: "Why; needed where money could be asked for twice.")
        var reason: String?

        func validate() throws {
            if let reason { try Reason.validate(reason) }
        }

        func perform(_ console: Console) throws -> ExitStatus {
            try Session(global, console).decide(.release, on: ids, because: reason, console)
        }
    }

    /// `held write-off`: ends what is held.
    struct WriteOff: DecisionCommand {
        static let configuration = CommandConfiguration(
            commandName: "write-off",
            abstract: "Ends held fees or exports: nothing of them is ever sent.",
            discussion: """
                The fees count as skipped (written_off); `held reopen` takes it back. Of a whole \
                export all that can be read is counted so. The id of an output that was taken back, \
                or of an export that was read, stands for all fees of it that wait.

                EXAMPLE: bursarhub held write-off humboldt-f12 humboldt-f13 --reason "billed by hand"
                """
        )

        @OptionGroup var global: GlobalOptions

        @Argument(
            help: "Ids that `held` shows, such as humboldt-f12 or humboldt-x3; or of an output."
        )
        var ids: [String]

        @Option(help: "Why nobody is to owe this.")
        var reason: String

        func validate() throws { try Reason.validate(reason) }

        func perform(_ console: Console) throws -> ExitStatus {
            try Session(global, console).decide(.writeOff, on: ids, because: reason, console)
        }
    }

    /// `held reopen`: takes a write-off back.
    struct Reopen: DecisionCommand {
        static let configuration = CommandConfiguration(
            commandName: "reopen",
            abstract: "Takes a write-off back: the fees or exports are held again.",
            discussion:
                "EXAMPLE: bursarhub held reopen humboldt-f12 --reason \"it was not billed by hand\""
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "Ids that were written off, such as humboldt-f12 or humboldt-x3.")
        var ids: [String]

        @Option(help: "Why it is to be decided again.")
        var reason: String

        func validate() throws { try Reason.validate(reason) }

        func perform(_ console: Console) throws -> ExitStatus {
            try Session(global, console).decide(.reopen, on: ids, because: reason, console)
        }
    }
}

extension Session {
    /// Decides on all ids that were named; an id that is none keeps everything as it is.
    fileprivate func decide(
        _ decision: HeldDecision,
        on texts: [String],
        because reason: String?,
        _ console: Console
    ) throws -> ExitStatus {
        let names = try texts.map { text in
            guard let name = HeldName(text), try isKnown(name.campus) else {
                throw CommandFailure(
                    .usage,
                    "nothing is held as `\(Printable(text))`",
                    remedy: "`bursarhub held` lists what is; nothing was changed"
                )
            }
            return name
        }
        let decisions = HeldDecisions(hub, decision, by: Person.name, because: reason)
        let report = try decisions.decide(on: names)
        let refused = report.refused
        guard refused.count < report.items.count else { throw CommandFailure(refused: refused) }
        console.result(
            console.isJSON
                ? try JSONReport.value(report)
                : TextReport.heldDecision(report, style: console.style)
        )
        return refused.isEmpty ? .inOrder : .somebodyMustLook
    }

    func isKnown(_ campus: CampusKey) throws -> Bool {
        try ledger.revisionInForce(of: campus) != nil
    }
}

extension CommandFailure {
    /// Nothing at all was decided; each of them says why.
    fileprivate init(refused: [HeldDecisionReport.Item]) {
        self.init(
            refused.allSatisfy(\.isWrongUse) ? .usage : .somebodyMustLook,
            "",
            remedy: ""
        )
        var messages: [String] = []
        for message in refused.compactMap(\.message) where !messages.contains(message) {
            messages.append(message)
        }
        message = messages.joined(separator: "; ")
        remedy = refused.first?.remedy ?? ""
    }
}
