import ArgumentParser
import BursarModel
import Hub
import Status

/// `verify`: proves the books anew.
struct Verify: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Proves the books anew, from the archived exports, the ledger and the outputs.",
        discussion: """
            Reads every archived export again and compares it fee by fee with the ledger; renders \
            every output again and compares it byte by byte with its archived file; proves the \
            runs' totals and the audit trail. Changes nothing. Exits 70 where something contradicts \
            the books, 1 where a file is missing or was changed.

            EXAMPLE: bursarhub verify humboldt
            """
    )

    @OptionGroup var global: GlobalOptions

    @OptionGroup var anchor: AnchorOption

    @Argument(help: "Campuses by key (default: all). The audit trail is always proved whole.")
    var campuses: [String] = []

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let verification = Verification(session.hub, anchor: anchor.anchor(in: session.home))
        let report = try verification.verify(
            try campuses.map { try session.knownCampus($0) }
        ) { campus, done, all in
            console.progress("\(campus): \(done) of \(all) exports and outputs")
        }
        console.progress("")
        console.result(
            console.isJSON
                ? try JSONReport.value(report)
                : TextReport.verify(report, labels: try session.labels(), style: console.style)
        )
        guard report.isSound else { return .assertionFailed }
        return report.isComplete ? .inOrder : .somebodyMustLook
    }
}
