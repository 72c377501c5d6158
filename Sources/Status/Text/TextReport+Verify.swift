public import BursarModel

extension TextReport {
    /// What was proved, campus by campus, and what does not hold.
    public static func verify(
        _ report: VerifyReport,
        labels: [CampusKey: CampusLabel] = [:],
        style: TerminalStyle
    ) -> String {
        let faults = report.found.filter { $0.key != .notice }.values.reduce(0, +)
        let headline =
            faults == 0
            ? "Everything holds" : "\(counted(Int64(faults), "finding")): see what does not hold"
        var table = TextTable([
            .text("Campus", limit: 40), .number("Exports"), .number("Fees"), .number("Outputs"),
            .number("Sent"), .number("Runs"),
        ])
        for campus in report.campuses {
            table.add([
                TextTable.Cell(labels.name(of: campus.campus)),
                TextTable.Cell(Figures.count(campus.exports)),
                TextTable.Cell(Figures.count(campus.fees.count)),
                TextTable.Cell(Figures.count(campus.outputs)),
                TextTable.Cell(Figures.count(campus.sent.count)),
                TextTable.Cell(Figures.count(campus.runs)),
            ])
        }
        return joined([
            head(
                Headline(headline, isDemo: report.isDemo),
                [
                    "Compared with the ledger: archived exports, archived outputs, and what still lies in a folder that is an outbox.",
                    serversInWords(report),
                    "Audit trail: \(counted(report.auditRows, "row")), \(counted(report.anchors, "line")) of the anchor fit it.",
                ].compactMap(\.self),
                in: style
            ),
            report.campuses.isEmpty ? [] : table.lines(in: style),
            report.findings.flatMap { lines(of: $0, in: style) },
            rest(of: report),
        ])
    }

    /// Nil where nothing was for a server.
    private static func serversInWords(_ report: VerifyReport) -> String? {
        let outputs = report.campuses.reduce(0) { $0 + $1.outputsForServers }
        guard outputs > 0 else { return nil }
        return
            "No server was asked: of \(counted(outputs, "output")) for servers the archived files were compared."
    }

    private static func lines(
        of finding: VerifyReport.Finding,
        in style: TerminalStyle
    ) -> [String] {
        let standing = finding.standing
        let word = style.show("\(standing.shape) \(standing.word)", standing.tone.emphasis)
        return ["\(word)  \(Printable.escaped(finding.subject))"]
            + TextWidth.wrap(finding.message.text, indent: "  ")
    }

    private static func rest(of report: VerifyReport) -> [String] {
        let all = report.found.values.reduce(0, +)
        guard all > report.findings.count else { return [] }
        return ["\(Figures.count(Int64(all - report.findings.count))) more are not shown."]
    }
}

extension VerifyReport.Finding {
    fileprivate var standing: Standing {
        switch severity {
        case .books: Standing(tone: .failed, word: "Contradiction")
        case .file: Standing(tone: .attention, word: "File")
        case .notice: Standing(tone: .quiet, word: "Note")
        }
    }
}
