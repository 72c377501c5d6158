public import BursarModel

extension TextReport {
    /// How campuses stand: a table, or for one campus alone all that its staff ask for.
    public static func status(_ report: StatusReport, style: TerminalStyle) -> String {
        let clock = CampusClock.common(to: report.campuses.map(\.timeZone))
        var lines = ["As of \(clock.spelledOut(report.asOf))"]
        if let only = report.campuses.first, report.campuses.count == 1 {
            lines[0] += " · \(Printable.escaped(only.name))"
            lines.append(standingLine(of: only, inDemo: report.isDemo))
            if let pause = only.pause {
                lines.append(pause.words(by: CampusClock(only.timeZone), near: report.asOf))
            }
        }
        if let end = report.fiscalYearEnd {
            lines.append(
                "The fiscal year ends on \(CampusClock.day(end)): what comes later counts in the next one."
            )
        }
        let body =
            if let only = report.campuses.first, report.campuses.count == 1 {
                details(of: only, asOf: report.asOf, in: style)
            } else {
                [numbers(report, in: style), table(report, in: style)]
            }
        return joined(
            [head(Headline(report), lines, in: style)]
                + needs(Needs(report), in: style) + body
        )
    }

    /// What the campuses that count come to today and in the month: read, and where it ended.
    private static func numbers(_ report: StatusReport, in style: TerminalStyle) -> [String] {
        let counting = report.campuses.filter { $0.counts(inDemo: report.isDemo) }
        guard !counting.isEmpty else { return [] }
        var table = TextTable(
            [.text("Fees", limit: 12), .number("Read")]
                + Bucket.allCases.map {
                    .number(BookLine.sign(of: $0) + $0.plainName)
                }
        )
        for (name, books) in [("Today", \CampusStatus.today), ("This month", \.month)] {
            let lines = BookLine.of(counting.map { $0[keyPath: books] }.summed)
            table.add(
                [TextTable.Cell(name)]
                    + lines.map { TextTable.Cell(Figures.count($0.tally.count)) }
            )
        }
        return table.lines(in: style)
    }

    private static func table(_ report: StatusReport, in style: TerminalStyle) -> [String] {
        guard !report.campuses.isEmpty else { return [] }
        var table = TextTable(
            [
                .text("Campus", limit: 22), .text("State", limit: 19),
                .text("Last export", limit: 18), .text("Next export", limit: 19),
                .number("Today"), .number("Month"), .number("Month's $"), .number("Held"),
            ])
        let order = report.campuses.sorted { one, other in
            let (first, second) = (
                one.standing(inDemo: report.isDemo).rank, other.standing(inDemo: report.isDemo).rank
            )
            return (first, one.campus) < (second, other.campus)
        }
        for campus in order {
            let clock = CampusClock(campus.timeZone)
            let name = CampusName.short(of: campus.name, key: campus.campus)
            let last = campus.lastExport.map { clock.short($0.receivedAt, on: report.asOf) }
            table.add(
                [
                    TextTable.Cell(marked(name, campus.layoutConfirmed)),
                    cell(campus.standing(inDemo: report.isDemo)), TextTable.Cell(last ?? ""),
                    expected(of: campus, asOf: report.asOf),
                ] + sent(campus.today, campus.month)
                    + [TextTable.Cell(Figures.count(campus.open.heldFees))]
            )
            if let pause = campus.pause {
                table.addNote(pause.words(by: clock, near: report.asOf))
            }
        }
        addTotal(of: report, to: &table)
        var notes = [
            "Today and Month: fees sent to SFS; the dollars are their charges. Held: fees."
        ]
        if !report.campuses.allSatisfy(\.layoutConfirmed) {
            notes.append(CampusName.unconfirmedFootnote)
        }
        return table.lines(in: style) + notes.map { style.show($0, .faint) }
    }

    private static func addTotal(of report: StatusReport, to table: inout TextTable) {
        let counting = report.campuses.filter { $0.counts(inDemo: report.isDemo) }
        guard counting.count > 1 else { return }
        let held = counting.reduce(Int64(0)) { $0.addingClamped($1.open.heldFees) }
        table.addRule()
        table.add(
            [
                TextTable.Cell("Total", .strong),
                TextTable.Cell(counted(Int64(counting.count), "campus", "campuses")), "", "",
            ] + sent(counting.map(\.today).summed, counting.map(\.month).summed)
                + [TextTable.Cell(Figures.count(held))]
        )
    }

    private static func sent(_ today: Books, _ month: Books) -> [TextTable.Cell] {
        [
            TextTable.Cell(Figures.count(today.written.count)),
            TextTable.Cell(Figures.count(month.written.count)),
            TextTable.Cell(Figures.dollars(month.written.chargeCents)),
        ]
    }

    /// When the next export is due, or since when one is overdue.
    private static func expected(
        of campus: CampusStatus,
        asOf: Timestamp
    ) -> TextTable.Cell {
        let clock = CampusClock(campus.timeZone)
        if let since = campus.profiles.compactMap(\.overdueSince).min() {
            return TextTable.Cell("due \(clock.short(since, on: asOf))", .failed)
        }
        return TextTable.Cell(
            campus.nextExportExpectedAt.map { clock.short($0, on: asOf) } ?? ""
        )
    }

    private static func standingLine(of campus: CampusStatus, inDemo isDemo: Bool) -> String {
        let standing = campus.standing(inDemo: isDemo)
        let layout = campus.layoutConfirmed ? "layout confirmed" : "layout unconfirmed"
        return "\(standing.shape) \(standing.word) · \(campus.state.rawValue) · \(layout)"
    }
}

extension CampusClock {
    /// For a narrow column: `Today, 18:04`, `20 Nov, 18:04`, `18 Oct 2025, 19:04`.
    func short(_ moment: Timestamp, on reference: Timestamp) -> String {
        let text = relative(moment, to: reference)
        guard local(moment)?.date != local(reference)?.date else { return text }
        return String(text.drop { $0 != " " }.dropFirst())
    }
}

extension CampusStatus {
    /// Whether its figures are in totals: what a trial campus shows is sent to nobody.
    fileprivate func counts(inDemo isDemo: Bool) -> Bool {
        switch state {
        case .live, .paused, .retired: true
        case .trial: isDemo
        case .planned: false
        }
    }
}

extension [Books] {
    fileprivate var summed: Books {
        reduce(into: Books.zero) { sum, books in
            sum.read = sum.read.addingClamped(books.read)
            for bucket in Bucket.allCases {
                sum[bucket] = sum[bucket].addingClamped(books[bucket])
            }
        }
    }
}
