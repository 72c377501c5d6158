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
            ? "Nothing is held" : "\(sum(of: items)) at \(Headline.campuses(campuses.count))"
        return joined(
            [head(Headline(headline, isDemo: isDemo), [], in: style)]
                + campuses.keys.sorted().flatMap { campus in
                    blocks(of: campuses[campus] ?? [], at: campus, labels, in: style)
                }
        )
    }

    private static func blocks(
        of items: [HeldItem],
        at campus: CampusKey,
        _ labels: [CampusKey: CampusLabel],
        in style: TerminalStyle
    ) -> [[String]] {
        let reasons = Dictionary(grouping: items, by: \.reason)
        let largestFirst = reasons.sorted {
            ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue)
        }
        return largestFirst.map { reason, items in
            let title = "\(labels.name(of: campus)): \(sum(of: items))"
            let matter = HeldMatter(reason: reason, items: items)
            return [style.show("◆", .attention) + " " + style.show(title, .strong)]
                + TextWidth.wrap("\(matter.fact) \(matter.act(at: campus))", indent: "  ")
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
                .text("Since", limit: 22), .text("Export", limit: 60),
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

    /// `2 fees and 1 export held, $45.00`.
    private static func sum(of items: [HeldItem]) -> String {
        let fees = Int64(items.count { $0.kind == .fee })
        let exports = Int64(items.count) - fees
        let numbers = [
            fees == 0 ? nil : counted(fees, "fee"),
            exports == 0 ? nil : counted(exports, "export"),
        ].compactMap(\.self)
        let tally = items.reduce(Tally.zero) { $0.addingClamped($1.tally) }
        return listed(numbers) + " held" + (Figures.amount(tally).map { ", \($0)" } ?? "")
    }
}
