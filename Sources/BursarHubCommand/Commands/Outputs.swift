import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

/// `outputs`: what was written for PeopleSoft and for other offices.
struct Outputs: HubCommand {
    static let configuration = CommandConfiguration(
        abstract: "What was written: name, records, totals, when it was delivered.",
        discussion: "EXAMPLE: bursarhub outputs humboldt"
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The campus's key (default: all).")
    var campus: String?

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let outputs = try session.ledger.outputs(
            of: try campus.map { try session.knownCampus($0) }
        )
        console.result(
            console.isJSON
                ? try JSONReport.outputs(outputs)
                : TextReport.outputs(
                    outputs,
                    labels: try session.labels(),
                    isDemo: session.home.isDemo,
                    style: console.style
                )
        )
        return .inOrder
    }
}
