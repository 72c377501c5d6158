public import BursarModel

extension TextReport {
    /// What waits for a person, by campus and reason, each reason with its remedy once.
    public static func held(
        _ items: [HeldItem],
        labels: [CampusKey: CampusLabel] = [:],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let campuses = Dictionary(grouping: items, by: \.campus)
        let headline =
            items.isEmpty
            ? "Nothing is held"
            : "\(sum(of: items).asSentenceStart) at \(Headline.campuses(campuses.count))"
        return joined(
            [head(Headline(headline, isDemo: isDemo), [], in: style)]
                + campuses.keys.sorted().flatMap { campus in
                    blocks(of: campuses[campus] ?? [], at: campus, labels, in: style)
                }
        )
    }

    /// One held fee or export in full, with what to do.
    public static func heldItem(
        _ item: HeldItem,
        labels: [CampusKey: CampusLabel] = [:],
        isDemo: Bool = false,
        style: TerminalStyle
    ) -> String {
        let name = labels.name(of: item.campus)
        let sum = item.amountCents.map { ", \(amount($0))" } ?? ""
        let headline = Headline("\(name): \(item.kind.rawValue) held\(sum)", isDemo: isDemo)
        var facts: [(String, String)] = [
            ("Id", item.id), ("Reason", item.reason.rawValue), ("Export", item.export),
        ]
        if let ordinal = item.ordinal { facts.append(("Fee", "number \(Figures.count(ordinal))")) }
        if let line = item.line { facts.append(("Line", Figures.count(line))) }
        if let type = item.feeType { facts.append(("Fee type", type)) }
        if let transaction = item.transactionID { facts.append(("Transaction", transaction)) }
        facts.append(("Since", labels.clock(of: item.campus).spelledOut(item.since)))
        return joined([
            head(headline, [], in: style),
            TextWidth.wrap(Printable.escaped(item.message).asSentence)
                + TextWidth.wrap(Printable.escaped(item.remedy).asSentence),
            facts.flatMap { name, value in
                let label = name + String(repeating: " ", count: 13 - name.count)
                return [style.show(label, .faint) + Printable.escaped(value)]
            },
        ])
    }

    private static func blocks(
        of items: [HeldItem],
        at campus: CampusKey,
        _ labels: [CampusKey: CampusLabel],
        in style: TerminalStyle
    ) -> [[String]] {
        let reasons = Dictionary(grouping: items) { [$0.reason.rawValue, $0.remedy] }
        return reasons.sorted { ($1.value.count, $0.key[0]) < ($0.value.count, $1.key[0]) }
            .compactMap { _, items in
                guard let first = items.first else { return nil }
                let title = "\(labels.name(of: campus)): \(sum(of: items))"
                let why =
                    "\(first.reason.meaning.text.asSentence) "
                    + Printable.escaped(first.remedy).asSentence
                return [style.show("◆", .attention) + " " + style.show(title, .strong)]
                    + TextWidth.wrap(why, indent: "  ")
                    + rows(items, clock: labels.clock(of: campus), in: style).map { "  " + $0 }
            }
    }

    private static func rows(
        _ items: [HeldItem],
        clock: CampusClock,
        in style: TerminalStyle
    ) -> [String] {
        var table = TextTable(
            [
                .text("Id", limit: 26), .text("Fee type", limit: 24), .number("Amount $"),
                .text("Since", limit: 22), .text("Export", limit: 40),
            ],
            width: TextWidth.page - 2
        )
        for item in items {
            let ordinal = item.ordinal.map { ", fee \(Figures.count($0))" } ?? ""
            table.add([
                TextTable.Cell(Printable.escaped(item.id)),
                TextTable.Cell(Printable.escaped(item.feeType ?? "")),
                TextTable.Cell(item.amountCents.map(Figures.dollars) ?? ""),
                TextTable.Cell(clock.brief(item.since)),
                TextTable.Cell(Printable.escaped(item.export) + ordinal),
            ])
        }
        return table.lines(in: style)
    }

    /// `3 fees held, $45.00`.
    private static func sum(of items: [HeldItem]) -> String {
        let fees = items.filter { $0.kind == .fee }
        let exports = Int64(items.count - fees.count)
        var tally = Tally.zero
        for fee in fees {
            let cents = fee.amountCents ?? 0
            tally = tally.addingClamped(
                Tally(
                    count: 1,
                    chargeCents: max(cents, 0),
                    creditCents: cents < 0 ? Int64(clamping: cents.magnitude) : 0
                )
            )
        }
        let numbers = [
            fees.isEmpty ? nil : counted(Int64(fees.count), "fee"),
            exports == 0 ? nil : counted(exports, "export"),
        ].compactMap(\.self)
        return listed(numbers) + " held" + (Figures.amount(tally).map { ", \($0)" } ?? "")
    }

    private static func amount(_ cents: Int64) -> String {
        cents < 0
            ? "$\(Figures.dollars(Int64(clamping: cents.magnitude))) in credits"
            : "$\(Figures.dollars(cents))"
    }
}
