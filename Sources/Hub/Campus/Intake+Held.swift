import BursarModel
import Ledger
import SFSFormat

/// What is taken up again: fees and exports that earlier runs held.
extension Intake {
    /// Judges held fees anew, from the archive; those that pass are the outputs' first records.
    mutating func review(_ held: [HeldFeesOfExport]) throws {
        for export in held {
            var waiting = export.fees[...]
            let origin = DraftExport(export.source)
            // Without its profile nobody knows the layout: its fees go on waiting.
            guard configuration.hasProfile(export.source.file.code) else { continue }
            let format = try configuration.format(for: export.source.file.code)
            var judge = configuration.judge(format: format, runDate: claim.local.date)
            _ = try archive.read(export.source.file) { texts in
                guard let fee = waiting.first, fee.ordinal == texts.ordinal else { return }
                waiting.removeFirst()
                let judged = judge.judge(texts, passing: fee.letPass)
                switch try drafts.ending(of: judged, texts, format, origin) {
                case .line(let target, let record, _):
                    draft.releases.append(
                        SettlementDraft.Release(
                            held: fee.held,
                            target: target,
                            record: record,
                            amount: judged.amount,
                            date: judged.date
                        )
                    )
                    try drafts.countReleased(judged.amount, in: target)
                case .held(let reason, let message):
                    draft.rejudged.append(
                        SettlementDraft.Rejudgement(
                            held: fee.held,
                            reason: reason,
                            message: message
                        )
                    )
                case .skipped:
                    draft.skips.append(fee.held)
                }
            }
        }
    }

    /// Reads a held export again, whole.
    mutating func readAgain(_ held: HeldExportRecord) throws {
        guard configuration.hasProfile(held.file.code) else { return }
        try read(held.file, as: held.export, isKnown: true, passing: held.letPass)
    }

    /// Sets aside held exports that were the beginning of one that came complete.
    ///
    /// All of the campus, not only beside this run's exports: the run that booked the complete one
    /// may have died before this.
    func setAsideBrokenUploads() throws {
        let broken = try ledger.brokenUploads(at: claim.campus).filter { upload in
            try upload.wholes.contains { try archive.isBeginning(upload.part.file, of: $0) }
        }
        try ledger.supersede(broken.map(\.part.export), under: claim, at: clock.now)
    }
}
