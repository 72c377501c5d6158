import BursarModel
import Declarations
import TestSupport
import Testing

@testable import SFSFormat

/// `docs/format-language.md` has every word of the language in its tables, and no other.
struct LanguageVocabularyTests {
    private let page: LanguagePage

    init() throws { page = try LanguagePage() }

    /// The rows of the tables under a heading, but not those that show fields.
    private func rows(under heading: String) throws -> [[String]] {
        let tables = try #require(page.tables[heading], "no table under `\(heading)`")
        return tables.flatMap(\.self).filter { !$0[0].hasPrefix("`{") }
    }

    private func words(under heading: String) throws -> Set<String> {
        let words = try rows(under: heading).flatMap { LanguagePage.code(in: $0[0]) }
        #expect(words.count == Set(words).count, "a word stands twice under `\(heading)`")
        return Set(words)
    }

    // MARK: What the language knows

    private static let stranger = "zzzzzzzzzzzzzz"

    /// What is said of the stranger in a format, or in a piece of a campus file.
    private func hint(_ yaml: String) throws -> String {
        let findings = Findings(file: "x.yaml")
        let file = DeclarationFile(name: "x.yaml", text: yaml)
        let mapping = try #require(readDeclaration(file, findings: findings))
        if yaml.hasPrefix("format:") {
            _ = FormatDeclaration.read(from: mapping, findings: findings)
        } else if yaml.hasPrefix("by:") {
            _ = LookupTable.read(from: mapping, findings: findings)
        } else {
            _ = mapping.element("terms").flatMap { TermTable.read(from: $0, findings: findings) }
            _ = mapping.element("term_rule").flatMap {
                TermRule.read(from: $0, findings: findings)
            }
        }
        return findings.all.first { $0.message.text.contains(LanguageVocabularyTests.stranger) }?
            .hint?.text ?? ""
    }

    /// The words that a hint lists behind a beginning.
    private func listed(_ hint: String, behind beginning: String) -> Set<String>? {
        guard hint.hasPrefix(beginning) else { return nil }
        return Set(
            hint.dropFirst(beginning.count).split(separator: ",").map {
                String($0.drop { $0 == " " })
            }
        )
    }

    private static func format(
        top: String = "",
        record: String = "kind: fixed",
        field: String = "literal: a",
        file: String = "name: a"
    ) -> String {
        "format: x\n\(top)\nrecord: {\(record)}\nfields: [{\(field)}]\nfiles: [{\(file)}]\n"
    }

    /// Where the stranger is a key beside the keys of a heading's table.
    private static let placesOfKeys = [
        "The format file": format(top: "\(stranger): 1"),
        "Records": format(record: "kind: fixed, \(stranger): 1"),
        "Fields": format(field: "literal: a, \(stranger): 1"),
        "Choose": format(field: "choose: [{literal: a, \(stranger): 1}]"),
        "Dates that are reckoned": format(field: "date: {from: fee.date, \(stranger): 1}"),
        "Conditions": format(field: "literal: a, only_when: {sign: charge, \(stranger): 1}"),
        "Files": format(file: "name: a, \(stranger): 1"),
        "Lookups": "by: fee.type\nvalues: {A: b}\n\(stranger): 1\n",
    ]

    @Test(arguments: placesOfKeys.keys.sorted())
    func `a heading's table has the keys that can stand there, and no other`(
        heading: String
    ) throws {
        let yaml = try #require(LanguageVocabularyTests.placesOfKeys[heading])
        let known = try #require(listed(hint(yaml), behind: "keys here are "))
        #expect(try words(under: heading) == known)
    }

    @Test func `the keys of terms and their rules are all there`() throws {
        let places = [
            "terms: [{code: A, from: 2026-01-01, to: 2026-01-02, \(Self.stranger): 1}]",
            "term_rule: [{since: 2026-01-01, ranges: [], \(Self.stranger): 1}]",
            "term_rule: [{since: 2026-01-01, ranges: [{from: 01-01, to: 12-31, code: A, \(Self.stranger): 1}]}]",
        ]
        let known = try places.map {
            try #require(listed(hint($0), behind: "keys here are "))
        }
        #expect(try words(under: "Terms") == known.reduce([]) { $0.union($1) })
    }

    /// Where a key of a heading's table takes the stranger as its value.
    private static let placesOfWords: [(heading: String, yaml: @Sendable (String) -> String)] = [
        (
            "Records",
            { key in
                format(record: key == "kind" ? Self.word(key) : "kind: fixed, \(Self.word(key))")
            }
        ),
        ("Fields", { key in format(field: "value: fee.type, \(Self.word(key))") }),
        ("Files", { key in format(file: "name: a, \(Self.word(key))") }),
        ("Conditions", { key in format(field: "literal: a, only_when: {\(Self.word(key))}") }),
    ]

    private static func word(_ key: String) -> String { "\(key): \(stranger)" }

    @Test func `a key's shape has the words that it can be, and no other`() throws {
        var checked = 0
        for (heading, yaml) in LanguageVocabularyTests.placesOfWords {
            for row in try rows(under: heading) {
                let key = try #require(LanguagePage.code(in: row[0]).first)
                guard key != "name", key != "value" else { continue }
                let hint = try hint(yaml(key))
                let known =
                    hint == "write true or false"
                    ? ["true", "false"] : listed(hint, behind: "it is one of ")
                guard let known else { continue }
                checked += 1
                #expect(Set(LanguagePage.code(in: row[1])) == known, "`\(key)`")
            }
        }
        #expect(checked == 21)
    }

    @Test func `the tables of values and totals have every value, and no other`() throws {
        let named = Set(FormatValue.named.map(\.name))
        #expect(
            try words(under: "Values")
                == named.union(["lookup.NAME", "lookup.NAME.COLUMN", "campus.NAME"])
        )
    }

    @Test func `whatever looks like a value on the page is one`() throws {
        let value = /\b(user|fee|item|amount|campus|run|export|line|group|totals)\.[a-z_]+/
        for (index, line) in page.lines.enumerated() {
            for match in line.matches(of: value) {
                let name = String(match.0)
                let findings = Findings(file: "x.yaml")
                let place = Place(line: index + 1, column: 1)
                _ = FormatValue.read(Placed(name, at: place), findings: findings)
                #expect(findings.all.map(\.line) == [])
            }
        }
    }

    @Test func `the tables of pictures have every letter and word, and no other`() throws {
        let known = CalendarPicture.Subject.day.known + CalendarPicture.Subject.timeOfDay.known
        #expect(try words(under: "Pictures") == Set(known + TextPicture.known))
    }

    @Test func `the table of reasons has all that can hold a fee under a format`() throws {
        let ofExports: Set<HoldReason> = [
            .wrongCampus, .noExportNumber, .twoExportNumbers, .tooManyHeld, .archiveLost,
        ]
        let known = HoldReason.allCases.filter { $0.cure == .revision && !ofExports.contains($0) }
        #expect(try words(under: "What is held") == Set(known.map(\.rawValue)))
    }
}
