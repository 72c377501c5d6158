public import BursarModel

extension TextReport {
    /// So many lines of a file show what changes; who wants all of it has the file.
    private static let mostLines = 40

    /// What `onboard` is about to record: the lines that change, and what that does to held fees.
    ///
    /// A format that several campuses use is shown once. Empty where nothing changes.
    public static func changes(
        _ plans: [PlannedRevision],
        isCheck: Bool = false,
        style: TerminalStyle
    ) -> String {
        let sorted = plans.sorted { $0.campus.campus < $1.campus.campus }
        let changed = sorted.filter { $0.revisionInForce != nil }
        let parts =
            [newcomers(sorted.filter { $0.revisionInForce == nil }, in: style)]
            + differences(of: changed, in: style)
            + changed.map { effects(of: $0, in: style) } + (isCheck ? [cutOvers(sorted)] : [])
        return parts.allSatisfy(\.isEmpty) ? "" : joined(parts)
    }

    /// A check looks into no location: what lies there is asked about when it is recorded.
    private static func cutOvers(_ plans: [PlannedRevision]) -> [String] {
        let names = plans.filter(\.becomesLive).map(\.campus.campus.text)
        guard !names.isEmpty else { return [] }
        return TextWidth.wrap(
            "\(listed(names)) would become live: `onboard` asks about exports that lie in "
                + "\(names.count == 1 ? "its" : "their") locations."
        )
    }

    private static func newcomers(
        _ plans: [PlannedRevision],
        in style: TerminalStyle
    ) -> [String] {
        guard !plans.isEmpty else { return [] }
        var table = TextTable([
            .text("New campus", limit: 31), .text("State", limit: 9), .text("Code", limit: 20),
            .text("Format", limit: 31), .text("Outbox", limit: 48),
        ])
        for plan in plans {
            let campus = plan.campus
            let profiles = campus.exports.map { ($0.code, $0.format) }
            for (index, profile) in (profiles.isEmpty ? [("", "")] : profiles).enumerated() {
                table.add([
                    TextTable.Cell(index == 0 ? campus.campus.text : ""),
                    TextTable.Cell(index == 0 ? campus.state.rawValue : ""),
                    TextTable.Cell(Printable.escaped(profile.0)),
                    TextTable.Cell(Printable.escaped(profile.1)),
                    TextTable.Cell(index == 0 ? Printable.escaped(campus.outbox) : ""),
                ])
            }
        }
        return table.lines(in: style)
    }

    private static func differences(
        of plans: [PlannedRevision],
        in style: TerminalStyle
    ) -> [[String]] {
        var files: [FileDifference] = []
        var users: [FileDifference: [String]] = [:]
        for plan in plans {
            for file in plan.files {
                if users[file] == nil { files.append(file) }
                users[file, default: []].append(plan.campus.campus.text)
            }
        }
        return files.sorted { $0.name < $1.name }.map { file in
            let lines = difference(
                file,
                from: "in force",
                to: "new",
                limit: mostLines,
                in: style
            )
            let campuses = users[file] ?? []
            return lines
                + (campuses.count < 2
                    ? [] : TextWidth.wrap("It is used by \(listed(campuses)): all of them change."))
        }
    }

    /// What a changed campus's staff would ask about its new revision.
    private static func effects(of plan: PlannedRevision, in style: TerminalStyle) -> [String] {
        var facts: [String] = []
        if let before = plan.stateInForce, before != plan.campus.state {
            facts.append("\(before.rawValue) → \(plan.campus.state.rawValue)")
        }
        facts += HeldOutlookWords(plan).sentences
        if let pause = plan.campus.pause, plan.stateInForce == .paused {
            facts.append(
                pause.isByCommand
                    ? "stays paused: `bursarhub campus resume \(plan.campus.campus)`"
                    : "stays paused, by its file"
            )
        }
        guard !facts.isEmpty else { return [] }
        return [heading(plan.campus.campus.text, in: style)]
            + facts.flatMap { TextWidth.wrap($0, indent: "  ") }
    }
}
