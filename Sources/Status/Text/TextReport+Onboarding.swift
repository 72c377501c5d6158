public import BursarModel

extension TextReport {
    /// What `onboard` found and did: every finding with its place, then a line for each change.
    public static func onboarding(
        _ diagnostics: [Diagnostic], campuses: [OnboardedCampus], isCheck: Bool
    ) -> String {
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        var lines = diagnostics.map(\.line)
        if !lines.isEmpty { lines.append("") }
        for campus in campuses where campus.change != .unchanged {
            lines.append(line(of: campus, isCheck: isCheck))
        }
        let unchanged = campuses.count { $0.change == .unchanged }
        if unchanged > 0 {
            lines.append("\(unchanged) \(unchanged == 1 ? "campus" : "campuses") unchanged")
        }
        lines.append(
            errors == 0
                ? "no errors, \(warnings) \(warnings == 1 ? "warning" : "warnings")"
                : "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(of campus: OnboardedCampus, isCheck: Bool) -> String {
        switch campus.change {
        case .added:
            isCheck ? "\(campus.campus): would be added" : "\(campus.campus): added, revision 1"
        case .changed:
            isCheck
                ? "\(campus.campus): would change; revision \(campus.revision ?? 0) is in force"
                : "\(campus.campus): changed, revision \(campus.revision ?? 0)"
        case .invalid:
            "\(campus.campus): refused; "
                + (campus.revision.map { "revision \($0) stays in force" } ?? "it is not onboarded")
        case .unchanged: "\(campus.campus): unchanged"
        }
    }
}
