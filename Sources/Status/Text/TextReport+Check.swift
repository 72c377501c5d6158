public import BursarModel

extension TextReport {
    /// What `check` shows: what becomes of an export, what would be written, what would be held.
    public static func check(_ report: CheckReport, style: TerminalStyle) -> String {
        let isHeld = report.export.state == .held
        return joined(
            [head(Headline(sentence(on: report), isDemo: false), facts(of: report), in: style)]
                + (isHeld ? [heldExport(report, in: style)] : [books(report.books, in: style)])
                + heldFees(report, in: style)
                + [others(report, in: style)]
                + [whatIsWritten(report, in: style)]
                + report.outputs.map { lines(of: $0, at: report.campus, in: style) }
                + (report.explanation.map { [lines(of: $0, report, in: style)] } ?? [])
                + [report.notes.flatMap { TextWidth.wrap("Note: \(Printable.escaped($0)).") }]
        )
    }

    private static func sentence(on report: CheckReport) -> String {
        let name = CampusName.short(of: report.name, key: report.campus)
        guard report.export.state != .held else {
            return "\(name): the export would be held, nothing would be written"
        }
        let files = Int64(report.outputs.count)
        let written =
            files == 0 ? "nothing would be written" : "\(counted(files, "file")) would be written"
        let held = Int64(report.held.count)
        let ending = held == 0 ? "nothing held" : "\(counted(held, "fee")) held"
        return "\(name): \(written), \(ending)"
    }

    private static func facts(of report: CheckReport) -> [String] {
        let layout = report.layoutConfirmed ? "layout confirmed" : "layout unconfirmed"
        let revision = report.revision.map { "revision \($0)" } ?? "not onboarded: from its files"
        let export = report.export
        var parts = [Printable.escaped(export.file)]
        if let number = export.exportNumber { parts.append("number \(Printable.escaped(number))") }
        if export.fees > 0 {
            parts.append("\(counted(export.fees, "fee")) of \(counted(export.users, "borrower"))")
        }
        return [
            "\(report.campus) · \(revision) · \(layout) · format \(Printable.escaped(report.format))",
            parts.joined(separator: " · "),
            "As in a run of \(CampusClock.day(report.runDate)); nothing was booked, delivered or kept.",
        ]
    }

    private static func heldExport(_ report: CheckReport, in style: TerminalStyle) -> [String] {
        let export = report.export
        let subject = "Export held: \(export.reason?.rawValue ?? "")"
        let message = Printable.escaped(export.message ?? "").asSentence.asSentenceStart
        let remedy = Printable.escaped(export.remedy ?? "").asSentence.asSentenceStart
        return [style.show("◆", .attention) + " " + style.show(subject, .strong)]
            + TextWidth.wrap("\(message) \(remedy)", indent: "  ")
    }

    private static func books(_ books: Books, in style: TerminalStyle) -> [String] {
        var table = TextTable([
            .text("", limit: 26), .number("Fees"), .number("Charges $"), .number("Credits $"),
        ])
        for line in BookLine.of(books) {
            let name = line.bucket == .duplicate ? "Twice in the export" : line.name
            table.add(
                [TextTable.Cell(BookLine.sign(of: line.bucket) + name)] + figures(line.tally)
            )
        }
        return table.lines(in: style)
    }

    // MARK: What is not written

    private static let mostFees = 10

    private static func heldFees(_ report: CheckReport, in style: TerminalStyle) -> [[String]] {
        let reasons = Dictionary(grouping: report.held) { $0.reason ?? "" }
        let largestFirst = reasons.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return largestFirst.map { reason, fees in
            let tally = tally(of: fees)
            let amount = Figures.amount(tally).map { ", \($0)" } ?? ""
            let title = "\(counted(tally.count, "fee")) would be held\(amount): \(reason)"
            let matter = HoldReason(rawValue: reason).map { reason in
                let areNamed = reason == .noItemType || reason == .noLookupValue
                return HeldMatter(
                    reason: reason,
                    tally: tally,
                    feeTypes: areNamed ? Set(fees.map(\.feeType)).sorted() : [],
                    missingRows: areNamed ? HeldMatter.missingRows(in: fees.map(\.message)) : []
                )
            }
            let messages = Set(fees.map(\.message))
            let areTold = matter.map { !$0.missingRows.isEmpty } ?? false
            let common =
                messages.count == 1 ? messages.first.flatMap { $0.isEmpty ? nil : $0 } : nil
            let words =
                matter.map { sentences(on: $0, areTold ? nil : common, at: report.campus) } ?? ""
            return [style.show("◆", .attention) + " " + style.show(title, .strong)]
                + TextWidth.wrap(words, indent: "  ")
                + rows(fees, showingMessages: common == nil, in: style)
        }
    }

    /// What is wrong, and what to do; what only a person can decide waits, once it is real.
    private static func sentences(
        on matter: HeldMatter,
        _ message: String?,
        at campus: CampusKey
    ) -> String {
        let what = message.map { Printable.escaped($0).asSentence.asSentenceStart }
        let act =
            matter.reason.cure == .person
            ? "A run would keep \(matter.tally.count == 1 ? "it" : "them") until a person decides."
            : matter.act(at: campus)
        return [matter.fact, what, act].compactMap(\.self).joined(separator: " ")
    }

    private static func others(_ report: CheckReport, in style: TerminalStyle) -> [String] {
        var lines: [String] = []
        if !report.duplicates.isEmpty {
            let number = Int64(report.duplicates.count)
            let verb = number == 1 ? "repeats another" : "repeat others"
            lines += ["\(counted(number, "fee")) \(verb) of the export, which counts:"]
            lines += rows(report.duplicates, showingMessages: true, in: style)
        }
        let reasons = Dictionary(grouping: report.skipped) { $0.reason ?? "" }
        for (reason, fees) in reasons.sorted(by: { $0.key < $1.key }) {
            let number = counted(Int64(fees.count), "fee")
            lines.append("\(number) skipped, \(SkipReason(rawValue: reason)?.plainName ?? reason)")
            lines += rows(fees, showingMessages: false, in: style)
        }
        return lines
    }

    private static func rows(
        _ fees: [CheckedFee],
        showingMessages: Bool,
        in style: TerminalStyle
    ) -> [String] {
        var table = TextTable(
            [
                .number("Line"), .number("Fee"), .text("Fee type", limit: 40), .number("Amount $"),
                .text("", limit: 50),
            ],
            width: TextWidth.page - 2
        )
        for fee in fees.prefix(mostFees) {
            let note =
                fee.sameAs.map { "as fee \(Figures.count($0))" }
                ?? (showingMessages ? Printable.escaped(fee.message) : "")
            table.add([
                TextTable.Cell(Figures.count(fee.line)), TextTable.Cell(Figures.count(fee.ordinal)),
                TextTable.Cell(Printable.escaped(fee.feeType)),
                TextTable.Cell(fee.amountCents.map(Figures.dollars) ?? ""), TextTable.Cell(note),
            ])
        }
        let more = fees.count - mostFees
        return table.lines(in: style).map { "  " + $0 }
            + (more > 0 ? ["  … and \(Figures.count(Int64(more))) more; `--json` lists all"] : [])
    }

    private static func tally(of fees: [CheckedFee]) -> Tally {
        fees.reduce(Tally.zero) { sum, fee in
            let cents = fee.amountCents ?? 0
            return sum.addingClamped(
                Tally(
                    count: 1,
                    chargeCents: max(cents, 0),
                    creditCents: cents < 0 ? Int64(clamping: cents.magnitude) : 0
                )
            )
        }
    }

    /// The heading of the outputs, with what their pictures mean.
    private static func whatIsWritten(
        _ report: CheckReport,
        in style: TerminalStyle
    ) -> [String] {
        guard !report.outputs.isEmpty else { return [] }
        let shown = "(· is a blank, ␊ a line feed, ␍ a carriage return)"
        return [heading("What would be written", in: style) + " " + style.show(shown, .faint)]
    }
}

extension SkipReason {
    /// Why, in the run of a sentence.
    var plainName: String {
        switch self {
        case .zeroAmount: "of zero amount"
        case .rule: "left out by a rule of the campus"
        case .writtenOff: "written off by a person"
        case .beforeStart: "sent before the cut-over"
        }
    }
}
