public import BursarModel

extension TextReport {
    /// What a purge removed or would remove, campus by campus.
    public static func purge(_ report: PurgeReport, style: TerminalStyle) -> String {
        let files = report.campuses.reduce(0) { $0 + $1.files }
        let ids = report.campuses.reduce(0) { $0 + $1.studentIDs }
        let what = "\(counted(files, "file")) and \(counted(ids, "student id"))"
        let headline =
            report.isEmpty
            ? "Nothing to remove"
            : report.isDryRun ? "\(what) would be removed" : "\(what) removed"
        return joined(
            [head(Headline(headline, isDemo: report.isDemo), [], in: style)]
                + report.campuses.filter { $0.outcome != .nothing || !$0.open.isEmpty }
                .map { lines(of: $0, in: style) }
        )
    }

    private static func lines(of campus: CampusPurge, in style: TerminalStyle) -> [String] {
        let standing = campus.standing
        let word = style.show("\(standing.shape) \(standing.word)", standing.tone.emphasis)
        var about: [String] = []
        if !campus.isEmpty {
            about.append(
                "until \(campus.filesUntil.iso): "
                    + [
                        counted(campus.exports, "export"), counted(campus.outputs, "output"),
                        counted(campus.charges, "charge"),
                        counted(campus.studentIDs, "student id"), counted(campus.files, "file"),
                    ].joined(separator: " · ")
            )
        }
        if campus.forgotten > 0 {
            about.append(
                "until \(campus.ledgerUntil.iso): what the fees of \(counted(campus.forgotten, "export")) came to"
            )
        }
        if campus.outcome == .legalHold {
            about.append("a legal hold (`retention: {legal_hold: true}`) stops every purge here")
        }
        if campus.outcome == .busy {
            about.append("another hub works here now: nothing was changed")
        }
        if let message = campus.message { about.append(Printable.escaped(message)) }
        if !campus.open.isEmpty {
            let count = counted(Int64(campus.open.count), "export")
            let shown = campus.open.prefix(5).joined(separator: ", ")
            about.append(
                "\(count) old enough but kept, because a fee is held, or an output is not settled or "
                    + "collected: \(shown)\(campus.open.count > 5 ? ", …" : "")"
            )
        }
        return ["\(word)  \(Printable.escaped(campus.name)) (\(campus.campus))"]
            + about.flatMap { TextWidth.wrap($0, indent: "  ") }
    }
}

extension CampusPurge {
    fileprivate var standing: Standing {
        switch outcome {
        case .purged: Standing(tone: open.isEmpty ? .good : .attention, word: "Removed")
        case .planned: Standing(tone: open.isEmpty ? .quiet : .attention, word: "Planned")
        case .nothing: Standing(tone: open.isEmpty ? .quiet : .attention, word: "Nothing")
        case .legalHold: Standing(tone: .quiet, word: "On legal hold")
        case .busy: Standing(tone: .attention, word: "Busy")
        case .failed: Standing(tone: .failed, word: "Failed")
        }
    }
}
