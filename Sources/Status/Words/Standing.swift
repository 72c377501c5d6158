package import BursarModel

/// How a campus stands, in shape, word and tone: colour is never the only sign.
package struct Standing: Hashable, Sendable {
    package enum Tone: Int, Sendable {
        case failed
        case attention
        case good
        /// Neither good nor bad: paused, on trial, nothing came.
        case quiet
    }

    package var tone: Tone
    package var word: String

    package init(tone: Tone, word: String) {
        self.tone = tone
        self.word = word
    }

    package var shape: String {
        switch tone {
        case .failed: "▲"
        case .attention: "◆"
        case .good: "●"
        case .quiet: "○"
        }
    }

    /// Whether a person must look at the campus.
    package var isTrouble: Bool { tone == .failed || tone == .attention }
}

extension CampusSummary {
    /// Whether the campus only tries out; a demonstration runs trial campuses as if live.
    package func isOnTrial(inDemo isDemo: Bool) -> Bool {
        outcome == .trial || (state == .trial && !isDemo)
    }

    package var standing: Standing {
        switch outcome {
        case .ok where !waitingOutputs.isEmpty, .attention:
            Standing(tone: .attention, word: openWork ?? "Needs a look")
        case .ok: Standing(tone: .good, word: "In order")
        case .nothing: Standing(tone: .quiet, word: "Nothing came")
        case .failed: Standing(tone: .failed, word: "Failed")
        case .configError: Standing(tone: .failed, word: "File refused")
        case .busy: Standing(tone: .quiet, word: "Another run")
        case .paused: Standing(tone: .quiet, word: "Paused")
        case .retired: Standing(tone: .quiet, word: "Retired")
        case .trial: Standing(tone: .quiet, word: "On trial")
        }
    }

    package var waitingOutputs: [OutputSummary] { outputs.filter { $0.state == .waiting } }

    /// The gravest thing that is open, in two or three words; nil where only the message knows it.
    private var openWork: String? {
        let inDoubt = outputs.count { $0.state == .inDoubt }
        guard inDoubt == 0 else { return counted(Int64(inDoubt), "file") + " in doubt" }
        let held = Dictionary(grouping: heldByReason) { $0.reason.holdsExport }.mapValues {
            $0.reduce(Int64(0)) { $0.addingClamped($1.tally.count) }
        }
        let exports = max(held[true] ?? 0, Int64(self.exports.count { $0.state == .held }))
        guard exports == 0 else { return counted(exports, "export") + " held" }
        let fees = held[false] ?? 0
        guard fees == 0 else { return counted(fees, "fee") + " held" }
        let waiting = waitingOutputs.count
        return waiting == 0 ? nil : counted(Int64(waiting), "file") + " waiting"
    }
}

extension CampusStatus {
    package func standing(inDemo isDemo: Bool) -> Standing {
        switch health {
        case .failed: Standing(tone: .failed, word: "Failed")
        case .overdue: Standing(tone: .failed, word: "Overdue")
        case .attention: Standing(tone: .attention, word: open.inWords ?? "Needs a look")
        case .ok where state == .trial && !isDemo, .never where state == .trial && !isDemo:
            Standing(tone: .quiet, word: "On trial")
        case .ok: Standing(tone: .good, word: "In order")
        case .never: Standing(tone: .quiet, word: "No export yet")
        case .paused: Standing(tone: .quiet, word: "Paused")
        case .planned: Standing(tone: .quiet, word: "Planned")
        case .retired: Standing(tone: .quiet, word: "Retired")
        }
    }
}

extension CampusStatus.OpenWork {
    /// The gravest of what is open: `1 file in doubt`, `3 fees held`.
    var inWords: String? {
        if inDoubtOutputs > 0 { return counted(inDoubtOutputs, "file") + " in doubt" }
        if heldExports > 0 { return counted(heldExports, "export") + " held" }
        if heldFees > 0 { return counted(heldFees, "fee") + " held" }
        return waitingOutputs > 0 ? counted(waitingOutputs, "file") + " waiting" : nil
    }
}

extension Int64 {
    /// The sum, or the largest number: a count that large is wrong by more than it shows.
    package func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
