import BursarModel
import Foundation
import Testing

/// `docs/hold-reasons.md`: people search there for the code that they see.
struct HoldReasonDocumentationTests {
    private let sections: [String: String]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "docs/hold-reasons.md"),
            encoding: .utf8
        )
        // A row begins with its code: | `no_item_type` | meaning | what to do |
        var sections: [String: String] = [:]
        for line in page.split(separator: "\n") where line.hasPrefix("| `") {
            guard let code = line.split(separator: "`").dropFirst().first else { continue }
            sections[String(code)] = String(line)
        }
        self.sections = sections
    }

    @Test(arguments: HoldReason.allCases)
    func `every reason has a row with its meaning and its remedy`(reason: HoldReason) throws {
        let row = try #require(sections[reason.rawValue], "no row for `\(reason.rawValue)`")
        #expect(row.contains(reason.meaning.text))
        #expect(row.contains(reason.remedy.text))
    }

    @Test func `reasons why nothing is held are explained too`() {
        for reason in SkipReason.allCases { #expect(sections[reason.rawValue] != nil) }
        for reason in IgnoreReason.allCases { #expect(sections[reason.rawValue] != nil) }
        #expect(sections["duplicate_file"] != nil)
    }

    @Test func `no row is left of a reason that there is no more`() {
        let known =
            HoldReason.allCases.map(\.rawValue) + SkipReason.allCases.map(\.rawValue)
            + IgnoreReason.allCases.map(\.rawValue) + ["duplicate_file"]
        #expect(sections.keys.filter { !known.contains($0) } == [])
    }
}
