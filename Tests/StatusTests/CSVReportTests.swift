import BursarModel
import Status
import TestSupport
import Testing

@Suite struct CSVReportTests {
    @Test func `the summary of an evening is as the golden has it`() throws {
        try expectGolden(CSVReport.summary(try Arranged.consortium()), "consortium.csv")
    }

    @Test func `every row has as many cells as the heading, and ends in CR and LF`() throws {
        let text = CSVReport.summary(try Arranged.consortium())
        #expect(text.hasSuffix("\r\n"))
        #expect(!text.split(separator: "\r\n").contains { $0.contains("\n") })
        let rows = lines(of: text).dropLast().map(cells)
        #expect(rows.count == 1 + 23 + 1)
        #expect(Set(rows.map(\.count)).count == 1)
    }

    @Test func `the total is that of the campuses in it`() throws {
        let run = try Arranged.consortium()
        let rows = lines(of: CSVReport.summary(run)).dropLast().map(cells)
        let heading = try #require(rows.first)
        let column = try #require(heading.firstIndex(of: "written_count"))
        let inTotal = try #require(heading.firstIndex(of: "in_total"))
        let counted = rows.dropFirst().dropLast().filter { $0[inTotal] == "yes" }
        let sum = counted.compactMap { Int64($0[column]) }.reduce(0, +)
        #expect(sum == run.totals.written.count)
        #expect(rows.last?[column] == String(run.totals.written.count))
        let dollars = try #require(heading.firstIndex(of: "written_charges_dollars"))
        #expect(rows.last?[dollars] == "38449.32")
    }

    @Test(arguments: [
        ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""), ("+1", "'+1"),
        ("-1", "'-1"), ("@sum", "'@sum"), (" =1", "' =1"), ("a, b", "\"a, b\""),
        ("a\tb\r\n", "a\\u{9}b\\u{d}\\u{a}"), ("plain", "plain"),
    ])
    func `a text is a text to a spreadsheet`(_ name: String, _ cell: String) throws {
        let text = CSVReport.summary(try Arranged.run([try Arranged.campus("fresno", name)]))
        #expect(text.contains(",fresno,\(cell),live,"))
    }

    /// Splits a row as RFC 4180 says.
    private func cells(_ row: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in row {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
