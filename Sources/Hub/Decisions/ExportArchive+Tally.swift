import AlmaExport
import BursarModel
import Ledger

extension ExportArchive {
    /// What is read of an export that is written off; nothing of one that cannot be read whole.
    func tally(of file: TakenExport) throws -> Tally {
        var tally = Tally.zero
        do {
            _ = try read(file) { texts in
                do throws(HoldReason) {
                    try tally.add(FeeJudge.amount(of: texts))
                } catch {
                    guard error != .totalOverflow else { throw error }
                    try tally.add(Cents?.none)
                }
            }
            return tally
        } catch is ExportReadError {
            return .zero
        } catch HoldReason.totalOverflow {
            return .zero
        }
    }
}
