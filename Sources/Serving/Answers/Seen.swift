import BursarModel
import Ledger
import Status

/// What a viewer saw of a matter; a page and the API tell the same.
struct Seen: Sendable {
    enum Thing: Sendable {
        case status(StatusReport, lastRun: RunSummary?)
        case campus(CampusStatus, held: [HeldItem])
        case runs(RunList)
        case run(RunSummary)
        case export(ExportDetail)
        case outputs(OutputList)
        case output(OutputDetail)
        case held(HeldList)
        case heldItem(HeldDetail)
    }

    /// Nil where there is no such thing, or not for this viewer.
    var thing: Thing?
    var asOf: Timestamp
    /// A demonstration says so on everything.
    var isDemo: Bool
    /// The names and clocks of the campuses that the viewer sees.
    var labels: [CampusKey: CampusLabel]

    /// Where the list goes on; nil at its end, and for what is no list.
    var next: Question.Place? {
        switch thing {
        case .runs(let list)?: list.next.map { .runs(before: $0) }
        case .outputs(let list)?: list.next.map { .outputs($0) }
        case .held(let list)?: list.next.map { .held($0) }
        case .status?, .campus?, .run?, .export?, .output?, .heldItem?, nil: nil
        }
    }
}
