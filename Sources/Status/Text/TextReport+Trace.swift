public import BursarModel

extension TextReport {
    /// The stories of fees, each from the file it came in to the file it went out in.
    public static func trace(
        _ fees: [TracedFee],
        at campus: CampusKey,
        labels: [CampusKey: CampusLabel] = [:],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        guard !fees.isEmpty else {
            return joined([
                head(
                    Headline("\(labels.name(of: campus)): no such fee", isDemo: isDemo),
                    [
                        "The hub has never read such a fee. A student's id finds nothing of what is purged; a transaction id does."
                    ],
                    in: style
                )
            ])
        }
        let clock = labels.clock(of: campus)
        let count = counted(Int64(fees.count), "fee")
        return joined(
            [head(Headline("\(labels.name(of: campus)): \(count)", isDemo: isDemo), [], in: style)]
                + fees.map { block(of: $0, clock, in: style) }
        )
    }

    private static func block(
        of fee: TracedFee,
        _ clock: CampusClock,
        in style: TerminalStyle
    ) -> [String] {
        let amount = fee.amountCents.map { "$\(Figures.dollars($0))" }
        let title = [fee.feeType.map { Printable.escaped($0) }, amount, fee.date?.iso]
            .compactMap(\.self).joined(separator: ", ")
        var facts: [(String, String)] = []
        if let id = fee.transactionID { facts.append(("Transaction", Printable.escaped(id))) }
        if let id = fee.studentID { facts.append(("Student", Printable.escaped(id))) }
        let reason = fee.reason.map { " (\($0))" } ?? ""
        facts.append(("Now", fee.bucket.rawValue + reason))
        return [
            style.show("\(fee.standing.shape) \(fee.charge)", fee.standing.tone.emphasis)
                + (title.isEmpty ? "" : "  " + style.show(title, .strong))
        ] + facts.map { "  " + label($0.0, in: style) + $0.1 }
            + came(fee.export, "Came in", clock, in: style)
            + fee.judged.flatMap { judged($0, clock, in: style) }
            + fee.held.flatMap { held($0, clock, in: style) }
            + fee.outputs.flatMap { output($0, clock, in: style) }
            + fee.repeats.flatMap { came($0, "Again in", clock, in: style) }
    }

    private static func came(
        _ export: TracedExport,
        _ name: String,
        _ clock: CampusClock,
        in style: TerminalStyle
    ) -> [String] {
        let number = export.exportNumber.map { ", number \(Printable.escaped($0))" } ?? ""
        var more = [
            "\(export.id)\(number), received \(clock.spelledOut(export.receivedAt))",
            "SHA-256 \(export.sha256)",
        ]
        if let baseline = export.baseline {
            more.append("sent by the campus's earlier way: baseline \(baseline)")
        }
        if let purged = export.purgedAt { more.append("purged \(clock.spelledOut(purged))") }
        return lines(
            name,
            "\(Printable.escaped(export.file)), line \(Figures.count(export.line)), fee \(Figures.count(export.ordinal))",
            more,
            in: style
        )
    }

    private static func judged(
        _ judgement: TracedJudgement,
        _ clock: CampusClock,
        in style: TerminalStyle
    ) -> [String] {
        let reason = judgement.reason.map { " (\($0))" } ?? ""
        let further =
            judgement.generation == 1 ? "" : ", charge \(judgement.generation) of this fee"
        let output = judgement.output.map { " into \($0)" } ?? ""
        return lines(
            "Booked",
            "\(judgement.bucket.rawValue)\(reason)\(output)\(further), \(clock.spelledOut(judgement.at))",
            [],
            in: style
        )
    }

    private static func held(
        _ hold: TracedHold,
        _ clock: CampusClock,
        in style: TerminalStyle
    ) -> [String] {
        var more: [String] = []
        if let output = hold.fromOutput { more.append("taken out of \(output)") }
        if !hold.message.isEmpty { more.append(Printable.escaped(hold.message)) }
        if let decision = hold.decision {
            more.append(Printable.escaped(words(on: decision, clock).value))
        }
        if let at = hold.settledAt, let by = hold.settledBy {
            let what = hold.state == .released ? "released" : "written off"
            let output = hold.output.map { " into \($0)" } ?? ""
            more.append("\(what)\(output) by \(Printable.escaped(by)), \(clock.spelledOut(at))")
        }
        return lines(
            "Held",
            "\(hold.reason) as \(hold.id), \(clock.spelledOut(hold.since))",
            more,
            in: style
        )
    }

    private static func output(
        _ output: TracedOutput,
        _ clock: CampusClock,
        in style: TerminalStyle
    ) -> [String] {
        let record = output.record.map { ", record \(Figures.count($0))" } ?? ""
        let line = output.line.map { ", line \(Figures.count($0))" } ?? ""
        var more = ["\(output.id), \(output.state.rawValue), \(Printable.escaped(output.path))"]
        if let sha256 = output.sha256 { more.append("SHA-256 \(sha256)") }
        if let at = output.publishedAt { more.append("delivered \(clock.spelledOut(at))") }
        if let at = output.collectedAt { more.append("collected by \(clock.spelledOut(at))") }
        if let at = output.voidAt {
            let by = output.voidedBy.map { " by \(Printable.escaped($0))" } ?? ""
            more.append("void\(by) since \(clock.spelledOut(at))")
        }
        if let note = output.note { more.append(Printable.escaped(note)) }
        if let at = output.purgedAt { more.append("purged \(clock.spelledOut(at))") }
        return lines(
            "Went to",
            "\(Printable.escaped(output.name))\(line)\(record)",
            more,
            in: style
        )
    }

    private static func lines(
        _ name: String,
        _ first: String,
        _ more: [String],
        in style: TerminalStyle
    ) -> [String] {
        let blank = String(repeating: " ", count: 15)
        return ["  " + label(name, in: style) + first] + more.map { blank + $0 }
    }

    private static func label(_ name: String, in style: TerminalStyle) -> String {
        style.show(name + String(repeating: " ", count: max(1, 13 - name.count)), .faint)
    }
}

extension TracedFee {
    fileprivate var standing: Standing {
        switch bucket {
        case .written, .diverted: Standing(tone: .good, word: "Written")
        case .held: Standing(tone: .attention, word: "Held")
        case .duplicate, .skipped: Standing(tone: .quiet, word: "Skipped")
        }
    }
}
