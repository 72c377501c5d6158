import Foundation
import Glibc
import Testing

/// Every promise, fault and bad input has what it is proved with.
@Suite struct GuaranteeRowsTests {
    /// What a line of a table says of one id.
    private struct Row {
        var id: String
        var place: String

        /// Such as `WallTests`: the name of a file of tests.
        var suites: [String] { place.matches(of: /`([A-Z][A-Za-z]+)`/).map { String($0.1) } }
        /// Such as `ops/fuzz`, or `ops/crash-test pairs`: a command, and its mode if it has one.
        var commands: [[String]] {
            place.matches(of: /`(ops\/[a-z -]+)`/).map {
                $0.1.split(separator: " ").map(String.init)
            }
        }
    }

    private static let ids =
        (1...14).map { "G\($0)" } + (1...60).map { String(format: "F%02d", $0) }
        + (1...90).map { String(format: "B%02d", $0) }

    private let rows: [Row]
    /// The ids that names of tests begin with, by the file of tests.
    private let tested: [String: Set<String>]
    private let root: URL

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
        var tested: [String: Set<String>] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: tests.path)
        where path.hasSuffix(".swift") {
            let text = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
            for name in text.matches(of: /func `((?:[GFB][0-9]{1,2}[,:]? )+)/) {
                tested[URL(filePath: path).deletingPathExtension().lastPathComponent, default: []]
                    .formUnion(
                        name.1.split { $0 == " " || $0 == "," || $0 == ":" }.map(String.init)
                    )
            }
        }
        (self.tested, self.root) = (tested, root)
    }

    @Test func `the page has a row for every id, and no other`() {
        #expect(rows.map(\.id) == GuaranteeRowsTests.ids)
    }

    @Test func `every row has a test or a command`() {
        for row in rows {
            #expect(
                !row.suites.isEmpty || !row.commands.isEmpty,
                "\(row.id): `\(row.place)` says nothing"
            )
        }
    }

    @Test func `a file of tests that a row names has one whose name begins with its id`() {
        for row in rows {
            for suite in row.suites {
                #expect(
                    tested[suite]?.contains(row.id) == true,
                    "no test in \(suite) has a name that begins with \(row.id)"
                )
            }
        }
    }

    @Test func `a command that a row names is there, and knows the mode`() throws {
        let harness = try String(
            contentsOf: root.appending(path: "ops/proof/choice.py"),
            encoding: .utf8
        )
        let tables = harness.matches(of: /\n(?:ALL|APART) = \(([^)]*)\)/)
        let modes = Set(tables.flatMap { $0.1.matches(of: /"([a-z-]+)"/).map { String($0.1) } })
        #expect(tables.count == 2 && modes.isSuperset(of: ["enumerate", "power-cut"]))
        for row in rows {
            for command in row.commands {
                let path = root.appending(path: command[0]).path(percentEncoded: false)
                #expect(unsafe access(path, X_OK) == 0, "\(row.id): \(command[0]) is not there")
                for mode in command.dropFirst() {
                    #expect(
                        command[0] == "ops/crash-test" && modes.contains(mode),
                        "\(row.id): \(mode)"
                    )
                }
            }
        }
    }

    @Test func `no test's name begins with an id that there is not`() {
        let all = tested.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        #expect(all.subtracting(GuaranteeRowsTests.ids).sorted() == [])
    }
}
