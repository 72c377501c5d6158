import BursarModel
import Status

/// Outputs in a list, each with its state, its count and its total.
enum OutputRows {
    static func fields(_ outputs: [OutputSummary], in frame: PageFrame) -> [Fields] {
        outputs.map { row($0, in: frame) }
    }

    private static func row(_ output: OutputSummary, in frame: PageFrame) -> Fields {
        let clock = frame.clock(of: output.campus)
        let notes = [output.feesNote, output.totalNote].compactMap(\.self).joined(separator: "; ")
        let came = output.collectedAt ?? output.publishedAt
        return
            ([
                "outputName": .text(output.name), "outputTarget": .text(Links.output(output.id)),
                "outputNote": notes.isEmpty ? .nothing : .text(notes),
                "outputWhen": .text(came.map { clock.relative($0, to: frame.asOf) } ?? ""),
                "isSFS": .flag(output.kind == .sfs),
                "count": .text(String(output.records)),
                "total": .text(Figures.plainDollars(output.totalCents)),
            ] as Fields).with(output.standing.fields)
    }
}

extension OutputSummary {
    var standing: Standing {
        switch state {
        case .published where collectedAt != nil: Standing(tone: .good, word: "Collected")
        case .published: Standing(tone: .good, word: "Delivered")
        case .planned, .staged: Standing(tone: .quiet, word: "Not delivered yet")
        case .waiting: Standing(tone: .attention, word: "Waits")
        case .inDoubt: Standing(tone: .attention, word: "In doubt: do not load")
        case .recalling: Standing(tone: .attention, word: "Being recalled: do not load")
        case .void: Standing(tone: .quiet, word: "Void: do not load")
        }
    }
}
