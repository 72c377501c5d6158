import ArgumentParser
import BursarModel
import Hub
import Posix
import Status

/// `baseline`: cut-over from the way in which a campus sent its fees before.
struct BaselineCommand: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract:
            "Books exports that the campus's earlier way has sent, so they are never sent again.",
        discussion: """
            The files keep the names that Alma gave them. Their fees are booked as skipped \
            (before_start), without outputs: the same export, or the same fees in another one, then \
            come as duplicates. An export that cannot be read whole is refused, and nothing of it is \
            booked.

            EXAMPLE: bursarhub baseline humboldt old/HUMBURSAR-*.xml --reason "sent by the old script"
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The campus's key.")
    var campus: String

    @Argument(help: "Exports that were sent already.")
    var files: [String]

    @Option(help: "Why these fees count as sent; it is recorded with your name.")
    var reason: String

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) {
            throw ValidationError("--reason takes words that say why these fees count as sent")
        }
        if reason.utf8.count > 1000 { throw ValidationError("--reason takes 1000 bytes at most") }
        if files.isEmpty { throw ValidationError("Missing expected argument '<files> ...'") }
    }

    var endingManner: EndingSignals.Manner { .inOrder(deadline: nil) }

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let baseline = Baseline(
            session.hub,
            of: try session.knownCampus(campus),
            person: Person.name,
            reason: reason
        )
        let report: BaselineReport
        do {
            report = try baseline.book(files)
        } catch let busy as Baseline.Busy {
            throw CommandFailure(
                .somebodyMustLook,
                "another hub works on \(busy.campus) now; nothing was booked",
                remedy: "run the command again when it is done"
            )
        }
        console.result(
            console.isJSON
                ? try JSONReport.value(report)
                : TextReport.baseline(report, style: console.style)
        )
        return report.needsAttention ? .somebodyMustLook : .inOrder
    }
}
