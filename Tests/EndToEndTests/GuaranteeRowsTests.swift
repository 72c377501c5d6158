import Foundation
import Testing

/// Every promise, fault and bad input has what it is proved with.
@Suite struct GuaranteeRowsTests {
    /// What a line of a table says of one id.
    private struct Row {
        var id: String
        var place: String

        var namesTests: Bool { place.split(separator: ", ").contains("tests") }
        /// Such as `ops/fuzz`.
        var commands: [String] { place.matches(of: /`(ops\/[a-z-]+)`/).map { String($0.1) } }
        var isExcused: Bool { place.hasPrefix("not in a test") }
    }

    private static let ids =
        (1...14).map { "G\($0)" } + (1...60).map { String(format: "F%02d", $0) }
        + (1...90).map { String(format: "B%02d", $0) }

    private let rows: [Row]
    /// The ids that names of tests begin with.
    private let tested: Set<String>

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appending(path: "docs/guarantees.md"),
            encoding: .utf8
        )
        rows = page.split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /\| ([GFB][0-9]+) \| .* \| (.*) \|/).map {
                Row(id: String($0.1), place: String($0.2))
            }
        }
        let tests = root.appending(path: "Tests")
        var tested: Set<String> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: tests.path)
        where path.hasSuffix(".swift") {
            let text = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
            for name in text.matches(of: /func `((?:[GFB][0-9]{1,2}[,:]? )+)/) {
                tested.formUnion(
                    name.1.split { $0 == " " || $0 == "," || $0 == ":" }.map(String.init)
                )
            }
        }
        self.tested = tested
    }

    @Test func `the page has a row for every id, and no other`() {
        #expect(rows.map(\.id) == GuaranteeRowsTests.ids)
    }

    @Test func `every row has a test, a command, or a reason`() {
        for row in rows {
            #expect(
                row.namesTests || !row.commands.isEmpty || row.isExcused,
                "\(row.id): `\(row.place)` says nothing"
            )
        }
    }

    @Test func `a row that names tests has one whose name begins with its id`() {
        for row in rows where row.namesTests {
            #expect(tested.contains(row.id), "no test's name begins with \(row.id)")
        }
    }

    @Test func `no test's name begins with an id that there is not`() {
        #expect(tested.subtracting(GuaranteeRowsTests.ids).sorted() == [])
    }
}
