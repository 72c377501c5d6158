import BursarModel
import Status

/// What a viewer saw of a matter; a page and the API tell the same.
struct Seen: Sendable {
    enum Thing: Sendable {
        case status(StatusReport, lastRun: RunSummary?)
        case campus(CampusStatus, held: [HeldItem])
        case runs([RunEntry])
        case run(RunSummary)
        case export(ExportDetail)
        case outputs([OutputSummary])
        case output(OutputDetail)
        case held([HeldItem])
        case heldItem(HeldDetail)
    }

    var thing: Thing
    var asOf: Timestamp
    /// The names and clocks of the campuses that the viewer sees.
    var labels: [CampusKey: CampusLabel]
}
