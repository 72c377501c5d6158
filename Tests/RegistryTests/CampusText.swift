import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// Campus files and format files for tests: a sound one, and what a test changes in it.
enum CampusText {
    /// A file without a finding, but for the changes to its top-level keys.
    ///
    /// A key that it does not have stands at the end; a text that begins with a new line stands
    /// below its key.
    static func changing(
        _ key: String = "alpha",
        _ changes: [String: String] = [:],
        without left: [String] = []
    ) -> MarkedText {
        let sound: [(key: String, text: String)] = [
            ("campus", key),
            ("name", "Alpha State University"),
            ("alma_institution", "01CALS_\(key.uppercased())"),
            ("business_unit", "AACMP"),
            ("time_zone", "America/Los_Angeles"),
            ("state", "trial"),
            ("exports", "\n  - \(profile(key))"),
            ("outbox", "outbox/\(key)"),
        ]
        let added = changes.keys.filter { new in !sound.contains { $0.key == new } }.sorted()
        let texts =
            sound.filter { !left.contains($0.key) }.map { ($0.key, changes[$0.key] ?? $0.text) }
            + added.map { ($0, changes[$0] ?? "") }
        return MarkedText(
            texts.map { "\($0):\($1.hasPrefix("\n") ? "" : " ")\($1)\n" }.joined()
        )
    }

    /// The profile of the sound file, with another code, location or format.
    static func profile(
        _ key: String = "alpha",
        code: String? = nil,
        location: String? = nil,
        format: String = "plain",
        more: String = ""
    ) -> String {
        """
        {code: \(code ?? "\(key.uppercased())BURSAR"), location: \(location ?? "inbox/\(key)"), \
        schedule: daily 18:00, format: \(format)\(more)}
        """
    }

    /// A format that asks nothing of a campus; its output's name has the campus's key.
    static func format(
        _ name: String = "plain",
        file: String = "{campus.key}-{run.date:yyyyMMdd}.csv",
        fields: String = "{name: ID, value: user.id}"
    ) -> String {
        """
        format: \(name)
        record: {kind: delimited, separator: ",", encoding: us-ascii, line_ending: lf}
        fields: [\(fields), {name: SIGN, value: sign}]
        files: [{name: "\(file)"}]

        """
    }

    static let today = CalendarDate(year: 2026, month: 11, day: 20)

    /// Reads texts as files of the given names, and the format `plain` unless it is among them.
    static func read(
        _ files: KeyValuePairs<String, String>,
        inForce: [CampusRevision] = []
    ) throws -> RegistryReading {
        var sources = files.map { DeclarationFile(name: $0.key, text: $0.value) }
        if !sources.contains(where: { $0.text.hasPrefix("format: plain\n") }) {
            sources.append(DeclarationFile(name: "plain.yaml", text: format()))
        }
        return Registry.read(
            RegistrySources(files: sources),
            today: try #require(today),
            inForce: inForce
        )
    }

    /// The findings of a reading without those that say that a format does not use something.
    ///
    /// The format `plain` uses nothing of a campus.
    static func withoutUnused(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.filter { !$0.message.text.hasPrefix("no format of the campus asks for") }
    }

    /// What is found in one campus file, as `line:column: severity: message; hint`.
    static func findings(in text: MarkedText) throws -> [String] {
        withoutUnused(try read(["a.yaml": text.text]).diagnostics).map {
            $0.file == "a.yaml" ? String($0.line.dropFirst("a.yaml:".count)) : $0.line
        }
    }

    static func campus(in text: MarkedText) throws -> Campus {
        let reading = try read(["a.yaml": text.text])
        #expect(withoutUnused(reading.diagnostics).map(\.line) == [])
        return try #require(reading.campuses.first?.revision?.campus)
    }
}
