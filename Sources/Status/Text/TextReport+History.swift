public import BursarModel

extension TextReport {
    /// Every revision of a campus, the newest first, with what it changed.
    public static func history(_ history: RevisionHistory, style: TerminalStyle) -> String {
        let clock = CampusClock(history.timeZone)
        let count = counted(Int64(history.revisions.count), "revision")
        let newest = history.revisions.first?.recordedAt
        var table = TextTable([
            .number("Rev"), .text("When (\(clock.zone))", limit: 24), .text("By", limit: 20),
            .text("State", limit: 9), .text("Change", limit: 200),
        ])
        for entry in history.revisions {
            let lines = TextWidth.wrap(Printable.escaped(entry.change), width: 48)
            table.add([
                TextTable.Cell(String(entry.revision)),
                TextTable.Cell(clock.brief(entry.recordedAt, near: newest)),
                TextTable.Cell(Printable.escaped(entry.recordedBy)),
                TextTable.Cell(entry.state.rawValue), TextTable.Cell(lines.first ?? ""),
            ])
            for line in lines.dropFirst() { table.add(["", "", "", "", TextTable.Cell(line)]) }
        }
        return joined([
            head(
                Headline("\(Printable.escaped(history.name)): \(count)", isDemo: false),
                [
                    "What one changed, line by line: `bursarhub campus history \(history.campus) --revision N`"
                ],
                in: style
            ),
            table.lines(in: style),
        ])
    }
}
