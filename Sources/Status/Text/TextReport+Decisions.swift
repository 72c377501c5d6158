public import BursarModel

extension TextReport {
    /// What became of a decision on held fees and exports, one by one.
    public static func heldDecision(_ report: HeldDecisionReport, style: TerminalStyle) -> String {
        let done = report.items.filter { $0.outcome == .done }
        let fees = done.reduce(Tally.zero) { $0.addingClamped($1.tally) }
        let amount = Figures.amount(fees).map { ", \($0)" } ?? ""
        let all = Int64(report.items.count)
        let number =
            done.count == report.items.count
            ? counted(all, "item")
            : "\(Figures.count(Int64(done.count))) of \(counted(all, "item"))"
        let headline = "\(number) \(report.decision.done)\(amount)"
        return joined(
            [
                head(
                    Headline(headline, isDemo: report.isDemo),
                    [report.decision.consequence],
                    in: style
                ),
                gathered(report.items).flatMap { lines(of: $0, report.decision, in: style) },
            ]
        )
    }

    /// What an output or export stood for is one line where the same became of it: it may be
    /// thousands.
    private static func gathered(
        _ items: [HeldDecisionReport.Item]
    ) -> [HeldDecisionReport.Item] {
        var lines: [HeldDecisionReport.Item] = []
        var places: [String: Int] = [:]
        for item in items {
            guard let name = item.namedAs else {
                lines.append(item)
                continue
            }
            let kind = "\(name) \(item.outcome.rawValue) \(item.message ?? "")"
            if let place = places[kind] {
                lines[place].id = name
                lines[place].tally = lines[place].tally.addingClamped(item.tally)
                if lines[place].reason != item.reason { lines[place].reason = nil }
            } else {
                places[kind] = lines.count
                lines.append(item)
            }
        }
        return lines
    }

    private static func lines(
        of item: HeldDecisionReport.Item,
        _ decision: HeldDecision,
        in style: TerminalStyle
    ) -> [String] {
        let isDone = item.outcome == .done
        let standing = Standing(
            tone: isDone ? .good : .attention,
            word: isDone ? decision.done.asSentenceStart : "Refused"
        )
        let amount = Figures.amount(item.tally).map { "  \($0)" } ?? ""
        let reason = item.reason.map { "  \($0.rawValue)" } ?? ""
        let number = item.id == item.namedAs ? "  \(counted(item.tally.count, "fee"))" : ""
        let about = [item.message, item.remedy].compactMap { $0?.asSentence }
        return [
            style.show("\(standing.shape) \(standing.word)", standing.tone.emphasis)
                + "  \(Printable.escaped(item.id))\(reason)\(number)\(amount)"
        ] + about.flatMap { TextWidth.wrap($0, indent: "  ") }
    }

    /// What became of a decision on an output.
    public static func outputDecision(
        _ report: OutputDecisionReport,
        labels: [CampusKey: CampusLabel] = [:],
        style: TerminalStyle
    ) -> String {
        let clock = labels.clock(of: report.output.campus)
        let id = Printable.escaped(report.output.id)
        let fees = counted(report.fees.count, "fee")
        let amount = Figures.amount(report.fees).map { ", \($0)" } ?? ""
        let sentence: String
        let next: String
        switch report.decision {
        case .confirm:
            sentence = "\(id) counts as delivered"
            next = [report.sightingInWords, "The hub will not publish it any more."]
                .compactMap(\.self).joined(separator: " ")
        case .void:
            sentence = "\(id) is void: \(fees)\(amount) held"
            next =
                "`bursarhub held \(report.output.campus)` lists them; `bursarhub held release \(id)` "
                + "sends them with the next run, `bursarhub held write-off \(id)` ends them."
        case .reissue:
            let names = report.reissued.map { Printable.escaped($0.id) }
            sentence = "\(id) is void: \(fees)\(amount) go out in \(listed(names))"
            next = ""
        }
        let trouble = [report.trouble, report.remedy].compactMap { $0.map(Printable.escaped) }
            .map(\.asSentence).joined(separator: " ")
        return joined(
            [
                head(
                    Headline(sentence, isDemo: report.isDemo),
                    [next].filter { !$0.isEmpty },
                    in: style
                )
            ]
                + (trouble.isEmpty ? [] : [TextWidth.wrap(trouble)])
                + (report.reissued.isEmpty ? [report.output] : report.reissued).map {
                    lines(of: $0, clock, in: style)
                }
        )
    }
}

extension OutputDecisionReport {
    /// Nil where no server was asked.
    fileprivate var sightingInWords: String? {
        guard let seen else { return nil }
        switch seen {
        case .same: return "It lies on its server, with its size and SHA-256."
        case .sameSize:
            return
                "A file of its name and size lies on its server; its bytes may not be read there."
        case .other:
            return "Another file lies on its server under its name: a person says otherwise."
        case .uploaded:
            return "Its upload never got its name on its server: a person says it was delivered."
        case .absent: return "It is not on its server: a person says it was delivered."
        case .unknown:
            let reason = unseenBecause.map { ": \(Printable.escaped($0))" } ?? ""
            return "Its server could not be asked\(reason)."
        }
    }
}

extension HeldDecision {
    fileprivate var done: String {
        switch self {
        case .release: "released"
        case .writeOff: "written off"
        case .reopen: "reopened"
        }
    }

    fileprivate var consequence: String {
        switch self {
        case .release: "The next run takes them up."
        case .writeOff: "Nothing of it is sent; `bursarhub held reopen` takes it back."
        case .reopen: "It is held again, as it was."
        }
    }
}
