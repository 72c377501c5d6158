import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// Whatever a person gets wrong is said where it stands, with what to do about it.
struct MistakeTests {
    private func read(_ files: [DeclarationFile]) throws -> [Diagnostic] {
        let today = try #require(CampusText.today)
        return Registry.read(RegistrySources(files: files), today: today).diagnostics
    }

    @Test(arguments: Mistakes.all)
    func `a mistake is said where it stands, with its remedy`(mistake: Mistake) throws {
        let files = try mistake.edited()
        let found = try read(files)
        let place = try mistake.place(in: files)
        let all = found.map(shown).joined(separator: "\n")
        #expect(
            found.contains { finding in
                finding.file == (mistake.saidIn ?? mistake.file).rawValue && finding.place == place
                    && finding.severity == mistake.severity
                    && finding.message.text.contains(mistake.says)
                    && finding.hint?.text.contains(mistake.remedy) == true
                    && underlined(finding) == mistake.underlined
            },
            "\(place.line):\(place.column)\n\(all)"
        )
        #expect(found.count { $0.severity == .error } == mistake.errors, "\(all)")
        #expect(found.allSatisfy { $0.hint != nil || $0.message.text.hasSuffix("is missing") })
    }

    @Test func `at least sixty mistakes are made`() {
        #expect(Mistakes.all.count >= 60)
    }

    @Test func `the files without mistakes have no findings`() throws {
        #expect(try read(Mistake.files(of: .humboldt)) == [])
        #expect(try read(Mistake.files(of: .chico)) == [])
    }

    /// What of the line is underlined.
    private func underlined(_ finding: Diagnostic) -> String? {
        guard let line = finding.sourceLine, let place = finding.place, let end = finding.endColumn
        else { return nil }
        return String(line.dropFirst(place.column - 1).prefix(end - place.column))
    }

    private func shown(_ finding: Diagnostic) -> String {
        let text = underlined(finding) ?? ""
        return "\(finding.line)\n\(finding.sourceLine ?? "")\n^\(text)^"
    }
}
