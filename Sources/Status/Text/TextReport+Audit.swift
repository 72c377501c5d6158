public import BursarModel

extension TextReport {
    /// The audit trail, the oldest row first: when, who, what, to which, and why below it.
    public static func audit(_ trail: AuditTrail, style: TerminalStyle) -> String {
        let clock = CampusClock(trail.timeZone)
        let newest = trail.rows.last?.at
        let count = counted(Int64(trail.rows.count), "row")
        var table = TextTable([
            .number("Row"), .text("When (\(clock.zone))", limit: 24), .text("Who", limit: 30),
            .text("What", limit: 24), .text("Which", limit: 40),
        ])
        for row in trail.rows {
            table.add([
                TextTable.Cell(String(row.number)),
                TextTable.Cell(clock.brief(row.at, near: newest)),
                TextTable.Cell(Printable.escaped(row.who)), TextTable.Cell(row.what),
                TextTable.Cell(
                    Printable.escaped(row.subject ?? row.campus?.text ?? "all campuses")
                ),
            ])
            for line in row.details.flatMap({ TextWidth.wrap($0, width: TextWidth.page - 8) }) {
                table.addNote(line)
            }
        }
        let headline = trail.rows.isEmpty ? "Nothing in the audit trail" : "Audit trail: \(count)"
        return joined([
            head(
                Headline(headline, isDemo: trail.isDemo),
                ["`bursarhub verify` proves that no row was changed, taken out or cut off."],
                in: style
            ),
            trail.rows.isEmpty ? [] : table.lines(in: style),
        ])
    }
}

extension AuditTrail.Row {
    /// `held released`; a word of a newer program is shown as it is.
    fileprivate var what: String {
        Printable.escaped(act).split(separator: "_").joined(separator: " ")
    }

    /// Why, how much, and what else there is to say.
    fileprivate var details: [String] {
        let figures =
            books.map { books in
                ["read \(TextReport.figure(books.read))"]
                    + Bucket.allCases.filter { books[$0].count > 0 }.map {
                        "\($0.rawValue) \(TextReport.figure(books[$0]))"
                    }
            } ?? tally.map { [TextReport.figure($0)] } ?? []
        let facts = facts.map { "\(Printable.escaped($0.name)) \(Printable.escaped($0.value))" }
        return [
            reason.map { "“\(Printable.escaped($0))”" },
            figures.isEmpty ? nil : figures.joined(separator: " · "),
            facts.isEmpty ? nil : facts.joined(separator: " · "),
            sha256.map { "sha256 \($0)" },
        ].compactMap(\.self)
    }
}

extension TextReport {
    /// `3 ($45.00)`.
    fileprivate static func figure(_ tally: Tally) -> String {
        "\(Figures.count(tally.count))\(Figures.amount(tally).map { " (\($0))" } ?? "")"
    }
}
