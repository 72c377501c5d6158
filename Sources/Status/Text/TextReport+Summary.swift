public import BursarModel

extension TextReport {
    /// The summary of a run, as `summary.txt` and the end of `run` show it.
    public static func summary(_ run: RunSummary, style: TerminalStyle) -> String {
        let groups = OutputGroups(run)
        return joined(
            [head(Headline(run), [RunLine(run).text], in: style)]
                + needs(Needs(run), in: style)
                + [
                    numbers(run, in: style), campuses(run, in: style),
                    outputs(
                        run.mode == .live ? "To load into PeopleSoft" : "Would be for PeopleSoft",
                        groups.sfs,
                        in: style
                    ),
                    outputs("For other offices", groups.otherOffices, in: style),
                    outputs(
                        "On trial: for comparison, not to be loaded",
                        groups.onTrial,
                        in: style
                    ),
                    ["Run \(Printable.escaped(run.run))"],
                ]
        )
    }

    private static func numbers(_ run: RunSummary, in style: TerminalStyle) -> [String] {
        guard !Participants(run).takingPart.isEmpty else { return [] }
        var table = TextTable([
            .text("", limit: 24), .number("Fees"), .number("Charges $"), .number("Credits $"),
        ])
        for line in BookLine.of(run.totals) {
            table.add(
                [TextTable.Cell(BookLine.sign(of: line.bucket) + line.name)] + figures(line.tally)
            )
        }
        if run.released.count > 0 {
            table.add(["and released from held"] + figures(run.released))
        }
        return table.lines(in: style)
    }

    private static func campuses(_ run: RunSummary, in style: TerminalStyle) -> [String] {
        let rows = CampusRows(run)
        var table = TextTable(
            [
                .text("Campus", limit: 22), .text("State", limit: 20), .text("Came", limit: 6),
                .number("Read"), .number("Sent"), .number("Other"), .number("Held"),
                .number("Charges $"), .number("Credits $"),
            ])
        for row in rows.inTotal { add(row, to: &table) }
        if !rows.inTotal.isEmpty {
            table.addRule()
            table.add(
                [
                    TextTable.Cell("Total", .strong),
                    TextTable.Cell(counted(Int64(rows.inTotal.count), "campus", "campuses")), "",
                ] + figures(of: run.totals)
            )
        }
        if !rows.onTrial.isEmpty {
            if !rows.inTotal.isEmpty { table.addNote("On trial, in no total:") }
            for row in rows.onTrial { add(row, to: &table) }
        }
        if !rows.resting.isEmpty {
            table.addNote("Taking no part:")
            for row in rows.resting { add(row, to: &table) }
        }
        return table.lines(in: style)
            + (rows.footnote.map { [style.show($0, .faint)] } ?? [])
    }

    /// The name of a campus, with a star where its layout is unconfirmed.
    static func marked(_ name: String, _ isLayoutConfirmed: Bool) -> String {
        isLayoutConfirmed ? name : TextWidth.cut(name, to: 20) + CampusName.unconfirmedMark
    }

    private static func add(_ row: CampusRow, to table: inout TextTable) {
        table.add(
            [
                TextTable.Cell(marked(row.name, row.isLayoutConfirmed)), cell(row.standing),
                TextTable.Cell(row.cameBriefly ?? ""),
            ]
                + (row.books == .zero ? [] : figures(of: row.books))
        )
        if !row.notes.isEmpty { table.addNote(row.notes.joined(separator: " · ")) }
    }

    /// Counts of the buckets, and what goes to SFS in money.
    private static func figures(of books: Books) -> [TextTable.Cell] {
        [books.read, books.written, books.diverted, books.held].map {
            TextTable.Cell(Figures.count($0.count))
        } + figures(books.written).dropFirst()
    }

    static func figures(_ tally: Tally) -> [TextTable.Cell] {
        [
            TextTable.Cell(Figures.count(tally.count)),
            TextTable.Cell(Figures.dollars(tally.chargeCents)),
            TextTable.Cell(Figures.dollars(tally.creditCents)),
        ]
    }
}
