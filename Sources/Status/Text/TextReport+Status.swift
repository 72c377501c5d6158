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
                [table(report, in: style)]
            }
        return joined(
            [head(Headline(report), lines, in: style)]
                + needs(Needs(report), in: style) + body
        )
    }

    private static func table(_ report: StatusReport, in style: TerminalStyle) -> [String] {
        guard !report.campuses.isEmpty else { return [] }
        var table = TextTable(
            [
                .text("Campus", limit: 22), .text("State", limit: 19),
                .text("Last export", limit: 22),
                .text("Next expected", limit: 22), .number("Today"), .number("Month"),
                .number("Month's $"),
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
            table.add([
                TextTable.Cell(marked(name, campus.layoutConfirmed)),
                cell(campus.standing(inDemo: report.isDemo)),
                TextTable.Cell(
                    campus.lastExport.map { clock.relative($0.receivedAt, to: report.asOf) } ?? ""
                ),
                TextTable.Cell(
                    campus.nextExportExpectedAt.map { clock.relative($0, to: report.asOf) } ?? ""
                ),
                TextTable.Cell(Figures.count(campus.today.written.count)),
                TextTable.Cell(Figures.count(campus.month.written.count)),
                TextTable.Cell(Figures.dollars(campus.month.written.chargeCents)),
            ])
            if let pause = campus.pause {
                table.addNote(pause.words(by: clock, near: report.asOf))
            }
        }
        var notes = ["Today and Month: fees sent to SFS; the dollars are their charges."]
        if !report.campuses.allSatisfy(\.layoutConfirmed) {
            notes.append(CampusName.unconfirmedFootnote)
        }
        return table.lines(in: style) + notes.map { style.show($0, .faint) }
    }

    private static func standingLine(of campus: CampusStatus, inDemo isDemo: Bool) -> String {
        let standing = campus.standing(inDemo: isDemo)
        let layout = campus.layoutConfirmed ? "layout confirmed" : "layout unconfirmed"
        return "\(standing.shape) \(standing.word) · \(campus.state.rawValue) · \(layout)"
    }

    private static func details(
        of campus: CampusStatus,
        asOf: Timestamp,
        in style: TerminalStyle
    ) -> [[String]] {
        let clock = CampusClock(campus.timeZone)
        var facts: [String] = []
        if let last = campus.lastExport {
            let number = last.exportNumber.map { ", number \(Printable.escaped($0))" } ?? ""
            facts.append("Last export    \(clock.spelledOut(last.receivedAt))\(number)")
            facts.append("               \(Printable.escaped(last.file))")
        }
        if let next = campus.nextExportExpectedAt {
            facts.append("Next expected  \(clock.spelledOut(next))")
        }
        for expected in campus.expectations where expected.verdict == .outstanding {
            facts.append(
                "Announced      export \(Printable.escaped(expected.exportNumber)), "
                    + "\(counted(expected.expectedUsers, "user")) and "
                    + "\(counted(expected.expectedFees, "fee")), by Alma's job report"
            )
        }
        if let run = campus.lastRun {
            facts.append(
                "Last run       \(clock.spelledOut(run.finishedAt)), \(run.outcome.rawValue)"
            )
        }
        var books = TextTable([
            .text("", limit: 20), .number("Today"), .number("Month"), .number("Fiscal year"),
            .number("Month's charges $"), .number("Month's credits $"),
        ])
        for (index, line) in BookLine.of(campus.month).enumerated() {
            let others = [campus.today, campus.month, campus.fiscalYear].map {
                TextTable.Cell(Figures.count(BookLine.of($0)[index].tally.count))
            }
            books.add(
                [TextTable.Cell(BookLine.sign(of: line.bucket) + line.name)] + others
                    + figures(line.tally).dropFirst()
            )
        }
        var recent: [String] = []
        if !campus.recentOutputs.isEmpty {
            recent = [heading("Recent outputs", in: style)]
            recent += campus.recentOutputs.flatMap { lines(of: $0, clock, in: style) }
        }
        return [facts, books.lines(in: style), recent]
    }
}
