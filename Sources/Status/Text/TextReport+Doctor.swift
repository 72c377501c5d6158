public import BursarModel

extension TextReport {
    /// What `doctor` found, area by area: what is in order in a line, the rest with its remedy.
    public static func doctor(_ report: DoctorReport, style: TerminalStyle) -> String {
        let areas = DoctorReport.Area.allCases.compactMap { area -> [String]? in
            let findings = report.findings.filter { $0.area == area }
            guard !findings.isEmpty else { return nil }
            return [heading(area.title, in: style)]
                + gathered(findings).flatMap { lines(of: $0, in: style) }
        }
        let headline = Headline(report.headline, isDemo: report.isDemo)
        return joined([head(headline, [], in: style)] + areas)
    }

    /// So many places of campuses are in order as a rule that what is not would be lost among them.
    private static let mostInOrder = 6

    /// What is in order at many campuses, by one check, becomes one line.
    private static func gathered(
        _ findings: [DoctorReport.Finding]
    ) -> [DoctorReport.Finding] {
        let inOrder = Dictionary(
            grouping: findings.filter { $0.verdict == .ok && $0.campus != nil },
            by: \.check
        ).filter { $0.value.count > mostInOrder }
        var told: Set<String> = []
        return findings.compactMap { finding in
            guard finding.verdict == .ok, finding.campus != nil,
                let alike = inOrder[finding.check]
            else { return finding }
            guard told.insert(finding.check).inserted else { return nil }
            var one = finding
            let campuses = Set(alike.compactMap(\.campus)).count
            one.campus = nil
            one.message =
                "\(finding.check): \(alike.count) at \(counted(Int64(campuses), "campus", "campuses")) are in order"
            return one
        }
    }

    private static func lines(
        of finding: DoctorReport.Finding,
        in style: TerminalStyle
    ) -> [String] {
        let standing = finding.verdict.standing
        let mark = style.show("\(standing.shape) \(standing.word)", standing.tone.emphasis)
        let gap = String(repeating: " ", count: max(1, 11 - standing.word.count - 2))
        let campus = finding.campus.map { "\($0): " } ?? ""
        let indent = String(repeating: " ", count: 11)
        let text = Printable.escaped("\(campus)\(finding.message)")
        let wrapped = TextWidth.wrap(text, indent: indent)
        let first = wrapped.first.map { "\(mark)\(gap)\($0.dropFirst(indent.count))" } ?? mark
        let name = style.show("\(indent)(\(Printable.escaped(finding.check)))", .faint)
        return [first] + wrapped.dropFirst()
            + (finding.remedy.map {
                TextWidth.wrap("→ \(Printable.escaped($0))", indent: indent) + [name]
            } ?? [])
    }
}

extension DoctorReport {
    fileprivate var headline: String {
        let problems = Int64(findings.count { $0.verdict == .problem })
        let warnings = Int64(findings.count { $0.verdict == .warning })
        let warned = warnings == 0 ? "" : ", \(counted(warnings, "warning"))"
        return problems > 0
            ? "\(counted(problems, "problem"))\(warned)"
            : "Nothing would stop a run\(warned)"
    }
}

extension DoctorReport.Area {
    fileprivate var title: String {
        switch self {
        case .program: "Program and machine"
        case .home: "Home"
        case .database: "Database"
        case .campuses: "Campuses"
        case .books: "Books and files"
        }
    }
}

extension DoctorReport.Verdict {
    fileprivate var standing: Standing {
        switch self {
        case .ok: Standing(tone: .good, word: "ok")
        case .warning: Standing(tone: .attention, word: "warning")
        case .problem: Standing(tone: .failed, word: "problem")
        }
    }
}
