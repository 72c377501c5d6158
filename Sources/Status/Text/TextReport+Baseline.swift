public import BursarModel

extension TextReport {
    /// What `baseline` booked, file by file, and on whose word.
    public static func baseline(_ report: BaselineReport, style: TerminalStyle) -> String {
        let booked = report.exports.count { $0.state == .booked }
        let refused = report.exports.count { $0.state == .refused }
        let fees = counted(report.totals.skipped.count, "fee")
        let amount = Figures.amount(report.totals.skipped).map { ", \($0)," } ?? ""
        let what =
            booked == 0
            ? "Nothing was booked for \(report.campus)"
            : "\(fees)\(amount) of \(counted(Int64(booked), "export")) will never be sent"
        let headline = refused == 0 ? what : "\(what); \(counted(Int64(refused), "file")) refused"
        var lines: [String] = []
        if let baseline = report.baseline {
            lines.append(
                "Baseline \(baseline) of \(report.campus), by \(Printable.escaped(report.person)): "
                    + Printable.escaped(report.reason)
            )
        }
        return joined(
            [head(Headline(headline, isDemo: report.isDemo), lines, in: style)]
                + report.exports.map { self.lines(of: $0, in: style) }
        )
    }

    private static func lines(
        of export: BaselineReport.Export,
        in style: TerminalStyle
    ) -> [String] {
        let standing = export.standing
        let word = style.show("\(standing.shape) \(standing.word)", standing.tone.emphasis)
        let about = [
            export.message.map { Printable.escaped($0) }, export.remedy.map { "next: \($0)" },
        ].compactMap(\.self)
        return ["\(word)  \(Printable.escaped(export.file))"]
            + (export.state == .booked
                ? TextWidth.wrap(figures(of: export.books), indent: "  ") : [])
            + about.flatMap { TextWidth.wrap($0, indent: "  ") }
    }

    private static func figures(of books: Books) -> String {
        let parts = Bucket.allCases.compactMap { bucket -> String? in
            let tally = books[bucket]
            guard tally.count > 0 else { return nil }
            let amount = Figures.amount(tally).map { " (\($0))" } ?? ""
            return "\(bucket.rawValue) \(Figures.count(tally.count))\(amount)"
        }
        return (["read \(Figures.count(books.read.count))"] + parts).joined(separator: " · ")
    }
}

extension BaselineReport.Export {
    fileprivate var standing: Standing {
        switch state {
        case .booked: Standing(tone: books.held.count > 0 ? .attention : .good, word: "Booked")
        case .known: Standing(tone: .quiet, word: "Known")
        case .refused: Standing(tone: .failed, word: "Refused")
        }
    }
}
