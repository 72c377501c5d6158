import BursarModel

extension TextReport {
    /// Where what is told begins, with its name before it.
    static let factIndent = String(repeating: " ", count: 15)

    /// All that a campus's staff ask for, the numbers first.
    static func details(
        of campus: CampusStatus,
        asOf: Timestamp,
        in style: TerminalStyle
    ) -> [[String]] {
        let clock = CampusClock(campus.timeZone)
        var recent: [String] = []
        if !campus.recentOutputs.isEmpty {
            recent = [heading("Recent outputs", in: style)]
            recent += campus.recentOutputs.flatMap { lines(of: $0, clock, in: style) }
        }
        return [
            facts(of: campus, clock, asOf: asOf), books(of: campus, in: style),
            held(of: campus, clock, asOf: asOf, in: style),
            profiles(of: campus, clock, asOf: asOf, in: style),
            DayBars(campus.days).lines(in: style), recent,
        ]
    }

    private static func facts(
        of campus: CampusStatus,
        _ clock: CampusClock,
        asOf: Timestamp
    ) -> [String] {
        var facts: [(String, String)] = []
        if let last = campus.lastExport {
            let number = last.exportNumber.map { ", number \(Printable.escaped($0))" } ?? ""
            facts.append(("Last export", "\(clock.spelledOut(last.receivedAt))\(number)"))
            facts.append(("", Printable.escaped(last.file)))
        }
        if let since = campus.profiles.compactMap(\.overdueSince).min() {
            facts.append(("Overdue since", clock.spelledOut(since)))
        }
        if let next = campus.nextExportExpectedAt {
            facts.append(("Next expected", clock.spelledOut(next)))
        }
        if let run = campus.lastRun {
            facts.append(
                ("Last run", "\(clock.spelledOut(run.finishedAt)), \(run.outcome.rawValue)")
            )
        }
        if campus.revision > 0 { facts.append(("Configuration", "revision \(campus.revision)")) }
        if !campus.loadSettings.isEmpty {
            facts.append(("At the load", campus.loadSettings.inWords))
        }
        if let end = campus.termsEnd { facts += terms(of: campus, end, clock, asOf: asOf) }
        facts += campus.expectations.flatMap(\.inWords)
        return facts.flatMap { name, words in
            TextWidth.wrap(words, indent: factIndent).enumerated().map { index, line in
                index > 0 ? line : name.padded(to: 15) + line.dropFirst(factIndent.count)
            }
        }
    }

    private static func terms(
        of campus: CampusStatus,
        _ end: CalendarDate,
        _ clock: CampusClock,
        asOf: Timestamp
    ) -> [(String, String)] {
        let isOver = clock.local(asOf).map { end < $0.date } ?? false
        return [
            (
                isOver ? "Terms ended" : "Terms end",
                "\(CampusClock.day(end)): add the next one to `terms` in "
                    + "`campuses/\(campus.campus).yaml`; without it later fees are held"
            )
        ]
    }

    private static func books(of campus: CampusStatus, in style: TerminalStyle) -> [String] {
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
        return books.lines(in: style)
    }

    /// What waits, by reason; the next acts stand among the needs above.
    private static func held(
        of campus: CampusStatus,
        _ clock: CampusClock,
        asOf: Timestamp,
        in style: TerminalStyle
    ) -> [String] {
        guard !campus.heldByReason.isEmpty else { return [] }
        var table = TextTable([
            .text("Held for", limit: 20), .text("Fee type", limit: 26), .number("Count"),
            .number("Charges $"), .number("Credits $"), .text("Since", limit: 18),
        ])
        let reasons = Dictionary(grouping: campus.heldByReason, by: \.reason)
        for (reason, counts) in reasons.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for count in counts {
                table.add(
                    [
                        TextTable.Cell(reason.rawValue, .attention),
                        TextTable.Cell(Printable.escaped(count.feeType ?? "")),
                    ] + figures(count.tally)
                        + [TextTable.Cell(count.since.map { clock.short($0, on: asOf) } ?? "")]
                )
            }
        }
        return table.lines(in: style)
    }

    private static func profiles(
        of campus: CampusStatus,
        _ clock: CampusClock,
        asOf: Timestamp,
        in style: TerminalStyle
    ) -> [String] {
        guard !campus.profiles.isEmpty else { return [] }
        var table = TextTable([
            .text("Profile", limit: 16), .text("Schedule", limit: 15),
            .text("First export", limit: 18), .text("Last export", limit: 18),
            .text("Next export", limit: 19), .text("Location", limit: 60),
        ])
        for profile in campus.profiles {
            func shown(_ moment: Timestamp?) -> TextTable.Cell {
                TextTable.Cell(moment.map { clock.short($0, on: asOf) } ?? "")
            }
            let overdue = profile.overdueSince.map {
                TextTable.Cell("due \(clock.short($0, on: asOf))", .failed)
            }
            table.add([
                TextTable.Cell(Printable.escaped(profile.code)),
                TextTable.Cell(Printable.escaped(profile.schedule)), shown(profile.firstExportAt),
                shown(profile.lastExportAt), overdue ?? shown(profile.nextExpectedAt),
                TextTable.Cell(Printable.escaped(profile.location)),
            ])
        }
        return table.lines(in: style)
    }
}

extension [LoadSetting] {
    /// `group type LIB · layout LIBFEES`.
    fileprivate var inWords: String {
        map { setting in
            let name = Printable.escaped(setting.name).split(separator: "_").joined(separator: " ")
            return "\(name) \(Printable.escaped(setting.value))"
        }.joined(separator: " · ")
    }
}

extension Expectation {
    fileprivate var inWords: [(String, String)] {
        let said = "\(counted(expectedFees, "fee")) of \(counted(expectedUsers, "user"))"
        let came =
            switch verdict {
            case .outstanding: "it has not come yet"
            case .met: "it came so"
            case .differs:
                "it came with \(counted(fees ?? 0, "fee")) of \(counted(users ?? 0, "user"))"
            }
        return [
            ("Alma's report", "\(said) in export \(Printable.escaped(exportNumber)): \(came)")
        ]
    }
}
