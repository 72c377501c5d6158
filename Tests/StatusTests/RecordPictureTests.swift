import BursarModel
import Testing

@testable import Status

/// Lines of outputs under a ruler: every byte in its column, every field with its name.
@Suite struct RecordPictureTests {
    private func record(_ text: String, _ fields: [(String?, Int)], ending: Int = 1)
        -> CheckedRecord
    {
        var from = 1
        let fields = fields.map { name, length in
            defer { from += length }
            return CheckedRecord.Field(name: name, from: from, to: from + length - 1, text: "")
        }
        return CheckedRecord(
            record: 1,
            text: text,
            length: text.unicodeScalars.count - ending,
            fields: fields
        )
    }

    private func picture(_ encoding: String = "us-ascii") -> RecordPicture {
        RecordPicture(encoding: encoding, style: .plain)
    }

    @Test func `positions count from 1, and the tens are marked by their numbers`() {
        #expect(
            ColumnRuler(columns: 0..<23).scale == [
                "        10        20", "....:....|....:....|...",
            ]
        )
        #expect(ColumnRuler(columns: 49..<61).scale == ["         60", "|....:....|."])
        #expect(ColumnRuler(columns: 96..<102).scale == [" 100", "...|.."])
    }

    @Test func `fields of one byte have their names in a staircase`() {
        let lines = ColumnRuler(columns: 0..<6).legend([
            ("TYPE", 0..<1), ("KIND", 1..<2), ("X", 2..<3), ("UNIT", 3..<6),
        ])
        #expect(lines == ["│││└─┘", "│││UNIT", "││X", "│KIND", "TYPE"])
    }

    @Test func `more names than lines have numbers below their columns`() {
        let fields = (0..<12).map { ("FIELD_\($0)", $0..<$0 + 1) }
        let lines = ColumnRuler(columns: 0..<12).legend(fields)
        #expect(lines[0] == "││││││││││││")
        #expect(lines.last?.hasSuffix("11 FIELD_10 12 FIELD_11") == true)
        #expect(lines.joined().contains("1 FIELD_0 2 FIELD_1"))
    }

    @Test func `blanks, control bytes and line endings can be seen`() {
        let cells = RecordCells("a \t\u{7F}\u{202E}\r\n", encoding: "us-ascii")
        #expect(cells[0..<cells.count] == "a·␉␡▯␍␊")
    }

    @Test func `a character of several bytes takes as many columns`() {
        let cells = RecordCells("é李x", encoding: "utf-8")
        #expect(cells.count == 6)
        #expect(cells[0..<6] == "é‥李‥x")
        #expect(RecordCells("éx", encoding: "iso-8859-1").count == 2)
    }

    @Test func `a record wider than a page goes on below at a field`() {
        let wide = record(
            String(repeating: "x", count: 120) + "\n",
            [("A", 60), ("B", 40), ("C", 20)]
        )
        let lines = picture().fixed([wide], labels: ["1"])
        #expect(lines.allSatisfy { TextWidth.of($0) <= TextWidth.page })
        let rows = lines.filter { $0.contains("x") }.map { $0.filter { $0 == "x" }.count }
        #expect(rows == [60, 60])
        #expect(lines.filter { $0.hasSuffix("␊") }.count == 1)
        #expect(lines.contains { $0.contains("B") && $0.contains("C") })
    }

    @Test func `a line that no field divides goes on below, with its ending`() {
        let wide = CheckedRecord(
            record: 1,
            text: String(repeating: "y", count: 200) + "\r\n",
            length: 200,
            fields: []
        )
        let lines = picture().delimited([wide], labels: ["1"])
        #expect(lines.allSatisfy { TextWidth.of($0) <= TextWidth.page })
        #expect(lines.joined().filter { $0 == "y" }.count == 200)
        #expect(lines.last?.hasSuffix("␍␊") == true)
    }
}
