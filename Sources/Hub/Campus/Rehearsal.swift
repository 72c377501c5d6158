import BursarModel
import Digests
import Ledger
import Locations
import Posix
import SFSFormat

/// Shows what a run would write, for a campus on trial or a `--report-only` run.
///
/// Outputs on trial lie in the home's `trial/KEY`, where people look at them; nothing is booked,
/// nothing reaches an outbox, and the exports stay where they are.
struct Rehearsal {
    let staging: OutputStaging
    let drafts: Drafts
    let home: Home
    let isTrial: Bool

    /// Called while the settlement is still open, so that fallen lines can be rendered again.
    func show(_ settlement: Settlement, run: String) throws -> [OutputSummary] {
        let campus = staging.claim.campus
        let folder = isTrial ? try home.trial(of: campus) : nil
        // What an earlier try left would be taken for this one's.
        for name in try folder?.list(limit: 100_000).names ?? [] { try folder?.removeFile(name) }
        return try staging.rendered(settlement, drafts).map { output, draft in
            let written = try draft.finish(context: draft.finalContext(of: output))
            if let folder {
                _ = try staging.area.temporary.openFile(draft.name).keep(
                    in: folder,
                    as: try output.fileName,
                    epoch: staging.claim.epoch
                )
            }
            try draft.discard()
            return OutputSummary(
                id: "\(campus.text)-trial-\(output.output)",
                campus: campus,
                run: run,
                name: output.name,
                kind: output.kind,
                state: .planned,
                sha256: written.sha256.hex,
                bytes: written.bytes,
                records: written.totals.records,
                fees: output.lines.count,
                chargeCents: output.lines.chargeCents,
                creditCents: output.lines.creditCents,
                idHash: written.totals.reportableIDHash,
                path: folder == nil ? "" : "trial/\(campus.text)/\(output.name)",
                recovered: false,
                publishedAt: nil,
                collectedAt: nil
            )
        }
    }
}
