import ArgumentParser
import BursarModel
import Ledger
import Pages
import Status

/// `summary`: what a run did, for the consortium.
struct Summary: HubCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, csv, html
    }

    static let configuration = CommandConfiguration(
        commandName: "summary",
        abstract: "The consortium summary of the newest run, or of one.",
        discussion: """
            That of the newest run tells also what people had sent anew on its day, or since.

            EXAMPLE: bursarhub summary --format html > summary.html
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: "The run (default: the newest).")
    var run: String?

    @Option(help: "text, json, csv or html.")
    var format: Format = .text

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        guard let id = try run ?? session.ledger.newestRun(),
            let summary = try session.ledger.summary(of: id, reissues: run == nil)
        else {
            throw CommandFailure(
                .somebodyMustLook,
                "there is no such run",
                remedy: "`bursarhub run` makes one; `bursarhub status` shows how campuses stand"
            )
        }
        switch console.isJSON ? .json : format {
        case .text: console.report(TextReport.summary(summary, style: console.style))
        case .json: console.result(try JSONReport.summary(summary))
        case .csv: console.result(CSVReport.summary(summary))
        case .html: console.result(Pages.summary(summary))
        }
        return .inOrder
    }
}
