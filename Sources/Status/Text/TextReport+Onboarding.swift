public import BursarModel

extension TextReport {
    /// What `onboard` found in files, each finding as compilers print them, and what became of
    /// each campus.
    public static func onboarding(
        _ diagnostics: [Diagnostic],
        campuses: [OnboardedCampus],
        isCheck: Bool,
        style: TerminalStyle = .plain
    ) -> String {
        var table = TextTable([
            .text("Campus", limit: 31), .text("Change", limit: 40), .number("Revision"),
        ])
        let shown = campuses.filter { isListed($0, among: campuses) }
        for campus in shown.sorted(by: { $0.campus < $1.campus }) {
            table.add([
                TextTable.Cell(campus.campus.text), cell(campus, isCheck: isCheck),
                TextTable.Cell(campus.revision.map(String.init) ?? ""),
            ])
        }
        for note in notes(on: campuses, isCheck: isCheck) { table.addNote(note) }
        let sentence = sentence(diagnostics, campuses, isCheck: isCheck)
        return joined([
            head(Headline(sentence, isDemo: false), [], in: style),
            findings(diagnostics, in: style),
            shown.isEmpty ? [] : table.lines(in: style),
        ])
    }

    /// Findings with the lines they are about, and how many there are of more than one.
    public static func findings(
        _ diagnostics: [Diagnostic],
        in style: TerminalStyle = .plain
    ) -> [String] {
        let lines = diagnostics.flatMap { FindingText.lines($0, in: style) }
        guard diagnostics.count > 1 else { return lines }
        let errors = diagnostics.count { $0.severity == .error }
        let counts = [
            (errors, "error"), (diagnostics.count - errors, "warning"),
        ].filter { $0.0 > 0 }.map { counted(Int64($0.0), $0.1) }
        return lines + [counts.joined(separator: ", ")]
    }

    private static func cell(_ campus: OnboardedCampus, isCheck: Bool) -> TextTable.Cell {
        switch campus.change {
        case .invalid where campus.revision == nil: TextTable.Cell("▲ refused", .failed)
        case .invalid: TextTable.Cell("▲ refused; the revision before stays", .failed)
        case .added where isCheck: TextTable.Cell("○ would be added")
        case .changed where isCheck: TextTable.Cell("○ would change")
        case .added, .changed, .unchanged: TextTable.Cell("● \(campus.change.rawValue)", .good)
        }
    }

    private static func sentence(
        _ diagnostics: [Diagnostic],
        _ campuses: [OnboardedCampus],
        isCheck: Bool
    ) -> String {
        let invalid = campuses.count { $0.change == .invalid }
        let ending = isCheck ? "; nothing was recorded" : ""
        guard invalid == 0 else {
            let files = counted(Int64(campuses.count), "campus file")
            return "\(invalid) of \(files) \(invalid == 1 ? "is" : "are") refused\(ending)"
        }
        guard !diagnostics.hasErrors else { return "Something in the files is wrong\(ending)" }
        guard !campuses.isEmpty else { return "There is no campus file here" }
        let changes: [OnboardedCampus.Change] = [.added, .changed, .unchanged]
        let parts = changes.compactMap { change -> String? in
            let number = campuses.count { $0.change == change }
            return number == 0 ? nil : "\(number) \(change.rawValue)"
        }
        let number = counted(Int64(campuses.count), "campus", "campuses")
        return "\(number): \(parts.joined(separator: ", "))\(ending)"
    }
}
