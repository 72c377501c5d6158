public import BursarModel

extension TextReport {
    /// One output in full: what a clerk types, its way so far, its relatives, and its fees.
    public static func outputDetail(
        _ detail: OutputDetail,
        labels: [CampusKey: CampusLabel] = [:],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let output = detail.output
        let clock = labels.clock(of: output.campus)
        let headline = "\(labels.name(of: output.campus)): \(Printable.escaped(output.name))"
        return joined([
            head(Headline(headline, isDemo: isDemo), [], in: style),
            lines(of: output, clock, in: style),
            facts(detail, clock).map { fact($0.name, $0.value, in: style) },
            charges(detail, in: style),
        ])
    }

    private static func facts(
        _ detail: OutputDetail,
        _ clock: CampusClock
    ) -> [(name: String, value: String)] {
        let output = detail.output
        var facts: [(name: String, value: String)] = [
            ("Run", output.run),
            ("Campus file", "revision \(detail.revision), format \(detail.format)"),
            ("Number", "\(detail.runSequence) of \(CampusClock.day(detail.runDate))"),
        ]
        if let bytes = output.bytes { facts.append(("Bytes", Figures.count(bytes))) }
        if let hash = output.idHash { facts.append(("Id hash", hash)) }
        facts.append(("Planned", clock.spelledOut(detail.plannedAt)))
        if let staged = detail.stagedAt { facts.append(("Staged", clock.spelledOut(staged))) }
        if let time = detail.voidAt {
            facts.append(("Void", "\(clock.spelledOut(time)), by \(detail.voidedBy ?? "nobody")"))
        }
        if let decision = detail.decision { facts.append(words(on: decision, clock)) }
        if let note = detail.note { facts.append(("Note", note)) }
        for link in detail.madeOf { facts.append(("Fees of", words(on: link))) }
        for link in detail.wentTo { facts.append(("Fees went to", words(on: link))) }
        if detail.heldFees > 0 {
            facts.append(
                (
                    "Fees held",
                    "\(Figures.count(detail.heldFees)), see `bursarhub held \(output.campus)`"
                )
            )
        }
        return facts
    }

    private static func words(on link: OutputDetail.Link) -> String {
        "\(link.id) \(link.name) (\(link.state.rawValue)), \(counted(link.fees, "fee"))"
    }

    /// `Decided`, with what, by whom, when and why.
    static func words(
        on decision: PersonsDecision,
        _ clock: CampusClock
    ) -> (name: String, value: String) {
        let time = decision.at.map { ", \(clock.spelledOut($0))" } ?? ""
        let reason = decision.reason.map { ": \($0)" } ?? ""
        let what = decision.decision.split(separator: "_").joined(separator: "-")
        return ("Decided", "\(what) by \(decision.by)\(time)\(reason)")
    }

    static func fact(_ name: String, _ value: String, in style: TerminalStyle) -> String {
        let label = name + String(repeating: " ", count: max(1, 13 - name.count))
        return style.show(label, .faint) + Printable.escaped(value)
    }

    private static func charges(_ detail: OutputDetail, in style: TerminalStyle) -> [String] {
        guard !detail.charges.isEmpty else { return [] }
        var table = TextTable([
            .number("Record"), .text("Student", limit: 20), .text("Fee type", limit: 24),
            .number("Amount $"), .text("Date", limit: 10), .text("Transaction", limit: 20),
            .text("Fee", limit: 48),
        ])
        for charge in detail.charges {
            table.add([
                TextTable.Cell(Figures.count(charge.record)),
                TextTable.Cell(Printable.escaped(charge.fee.studentID ?? "")),
                TextTable.Cell(Printable.escaped(charge.fee.feeType)),
                TextTable.Cell(charge.fee.amountCents.map(Figures.dollars) ?? ""),
                TextTable.Cell(charge.fee.date?.iso ?? ""),
                TextTable.Cell(Printable.escaped(charge.transactionID ?? "")),
                TextTable.Cell(Printable.escaped(charge.charge)),
            ])
        }
        return table.lines(in: style)
    }
}
