public import BursarModel

extension TextReport {
    /// One held fee or export in full, with what became of it, or what to do.
    public static func heldDetail(
        _ detail: HeldDetail,
        labels: [CampusKey: CampusLabel] = [:],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let item = detail.item
        let clock = labels.clock(of: item.campus)
        let amount = Figures.amount(item.tally).map { ", \($0)" } ?? ""
        let subject =
            "\(labels.name(of: item.campus)): \(item.kind.rawValue) \(detail.state.word)\(amount)"
        return joined([
            head(Headline(subject, isDemo: isDemo), [], in: style),
            TextWidth.wrap(Printable.escaped(item.message).asSentence)
                + TextWidth.wrap(act(on: detail)),
            facts(detail, clock).map { fact($0.name, $0.value, in: style) },
            versions(detail.versions, in: style),
        ])
    }

    private static func act(on detail: HeldDetail) -> String {
        let id = Printable.escaped(detail.item.id)
        return switch detail.state {
        case .open:
            HeldMatter(reason: detail.item.reason, items: [detail.item])
                .act(at: detail.item.campus, id: id)
        case .released: "The next run takes it up."
        case .sent: ""
        case .writtenOff:
            detail.decision == nil
                ? "A rule of the campus left it out."
                : "It is not sent; `bursarhub held reopen \(id) --reason …` takes that back."
        }
    }

    private static func facts(
        _ detail: HeldDetail,
        _ clock: CampusClock
    ) -> [(name: String, value: String)] {
        let item = detail.item
        var facts = [("Id", item.id), ("Reason", item.reason.rawValue), ("Export", item.export)]
        if let ordinal = item.ordinal { facts.append(("Fee", "number \(Figures.count(ordinal))")) }
        if let line = item.line { facts.append(("Line", Figures.count(line))) }
        if let type = item.feeType { facts.append(("Fee type", type)) }
        if let transaction = item.transactionID ?? item.wordsForNoTransaction {
            facts.append(("Transaction", transaction))
        }
        facts.append(("Since", clock.spelledOut(item.since)))
        if let output = detail.fromOutput { facts.append(("Taken from", output)) }
        if let output = detail.output { facts.append(("Sent in", output)) }
        if let comparison = detail.comparison {
            facts.append(
                (
                    "Its fees",
                    "\(Figures.count(comparison.new)) new, \(Figures.count(comparison.same)) same, "
                        + "\(Figures.count(comparison.changed)) changed"
                )
            )
        }
        if let decision = detail.decision { facts.append(words(on: decision, clock)) }
        return facts.map { (name: $0.0, value: $0.1) }
    }

    /// What the exports said of the fee, so that whoever decides sees what differs.
    private static func versions(_ versions: [FeeVersion], in style: TerminalStyle) -> [String] {
        guard !versions.isEmpty else { return [] }
        var table = TextTable([
            .text("Version", limit: 22), .text("Student", limit: 20), .text("Fee type", limit: 24),
            .text("Library", limit: 12), .number("Amount $"), .text("Date", limit: 10),
            .text("Export", limit: 60),
        ])
        for (index, version) in versions.enumerated() {
            let place = version.output.map { "\(version.bucket), \($0)" } ?? version.bucket
            table.add([
                TextTable.Cell(index == 0 ? "this one" : Printable.escaped(place)),
                TextTable.Cell(Printable.escaped(version.studentID ?? "")),
                TextTable.Cell(Printable.escaped(version.feeType)),
                TextTable.Cell(Printable.escaped(version.library ?? "")),
                TextTable.Cell(version.amountCents.map(Figures.dollars) ?? ""),
                TextTable.Cell(version.date?.iso ?? ""),
                TextTable.Cell(
                    "\(Printable.escaped(version.export)), fee \(Figures.count(version.ordinal))"
                ),
            ])
        }
        return table.lines(in: style)
    }
}

extension HeldDetail.State {
    fileprivate var word: String {
        switch self {
        case .open: "held"
        case .released: "released"
        case .sent: "sent"
        case .writtenOff: "written off"
        }
    }
}
