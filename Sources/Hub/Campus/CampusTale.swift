import BursarModel
import Digests
import Ledger

/// What happened to a campus in a run, gathered stop by stop, and how it ended.
struct CampusTale {
    let work: CampusWork
    private var exports: [ExportSummary] = []
    private var books = Books.zero
    private var released = Tally.zero
    private var troubles: [Trouble] = []
    private var needsAttention = false
    var outputs: [OutputSummary] = []

    init(_ work: CampusWork) { self.work = work }

    mutating func add(_ trouble: Trouble?) {
        if let trouble { troubles.append(trouble) }
    }

    /// Whether nobody knows where an output is: then nothing more is published.
    var hasDoubtfulOutput: Bool { troubles.contains(where: \.isDoubtfulOutput) }

    /// Files that were looked at and not taken.
    mutating func add(_ arrivals: borrowing Arrivals) {
        exports += arrivals.leftInPlace
        needsAttention = needsAttention || arrivals.needAttention
    }

    mutating func tell(_ settlement: Settlement, _ draft: SettlementDraft) throws {
        let files =
            draft.read.map { ($0.file, $0.exportNumber as String?, $0.warnings) }
            + draft.held.map { ($0.file, $0.exportNumber, []) }
            + draft.duplicates.map { ($0.file, $0.original.exportNumber, []) }
        for (export, (file, number, warnings)) in zip(settlement.exports, files) {
            exports.append(
                ExportSummary(
                    file: file.name,
                    sha256: file.sha256.hex,
                    exportNumber: number,
                    state: export.state,
                    reason: export.state == .duplicate
                        ? "duplicate_file" : export.reason?.rawValue,
                    message: export.message?.text ?? CampusTale.text(of: warnings),
                    read: export.books.read,
                    receivedAt: file.receivedAt
                )
            )
        }
        books = try settlement.books()
        released = settlement.released
    }

    private static func text(of warnings: [Message]) -> String? {
        warnings.isEmpty ? nil : Message.joined(warnings, separator: "; ").text
    }

    /// The campus's part in the run, with an outcome that a person can rely on.
    func summary(open: CampusStatus.OpenWork, held: [HeldCount]) -> CampusSummary {
        var summary = CampusSummary(work, outcome: outcome(open))
        summary.books = books
        summary.released = released
        summary.exports = exports
        summary.outputs = outputs
        summary.heldByReason = held
        if let worst = troubles.first(where: { $0.outcome == .failed }) ?? troubles.first {
            summary.message = worst.message.text
            summary.remedy = worst.remedy.text
        } else if summary.outcome == .attention {
            summary.message = sentence(open)
            summary.remedy = held.first.map(\.reason.remedy.text)
        }
        return summary
    }

    /// What is told where nothing more can be asked of the ledger.
    func summary(cutShortBy trouble: Trouble) -> CampusSummary {
        var summary = CampusSummary(work, outcome: trouble.outcome)
        summary.books = books
        summary.released = released
        summary.exports = exports
        summary.outputs = outputs
        return summary
    }

    private func outcome(_ open: CampusStatus.OpenWork) -> CampusOutcome {
        if troubles.contains(where: { $0.outcome == .failed }) { return .failed }
        if work.isTrial { return .trial }
        if !troubles.isEmpty || needsAttention || !open.isNothing { return .attention }
        // To finish what an interrupted run had planned is not nothing.
        let hasRecovered = work.campus.unfinishedOutputs > 0
        return exports.isEmpty && outputs.isEmpty && released.isZero && !hasRecovered
            ? .nothing : .ok
    }

    private func sentence(_ open: CampusStatus.OpenWork) -> String {
        var parts: [String] = []
        func add(_ count: Int64, _ one: String, _ many: String) {
            if count > 0 { parts.append("\(count) \(count == 1 ? one : many)") }
        }
        add(open.heldFees, "fee held", "fees held")
        add(open.heldExports, "export held", "exports held")
        add(open.inDoubtOutputs, "output in doubt", "outputs in doubt")
        add(open.waitingOutputs, "output waiting", "outputs waiting")
        if parts.isEmpty, needsAttention { parts.append("a file in the location needs a look") }
        return parts.joined(separator: ", ")
    }
}

extension CampusSummary {
    init(_ work: CampusWork, outcome: CampusOutcome) {
        self.init(
            campus: work.campus.campus,
            name: work.campus.name,
            timeZone: work.campus.timeZone,
            state: work.campus.state,
            layoutConfirmed: work.campus.layoutConfirmed,
            outcome: outcome
        )
    }
}

extension CampusStatus.OpenWork {
    var isNothing: Bool {
        heldFees == 0 && heldExports == 0 && inDoubtOutputs == 0 && waitingOutputs == 0
    }
}
