import BursarModel

/// What a viewer saw of a matter; a page and the API tell the same.
enum Seen: Sendable {
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
