import BursarModel
import SFSFormat
import TestSupport
import Testing

/// What must hold for every text that a stranger can put into a fee.
struct PropertyTests {
    private static let pieces = [
        "a", "Z", "0", "7", " ", ",", ";", "\"", "'", "=", "+", "-", "@", "\t", "\r\n", "\u{1B}",
        "\u{9B}", "\u{85}", "\u{202E}", "\u{200D}", "\u{FEFF}", "é", "e\u{301}", "ß", "Ł", "ø",
        "’", "“", "…", "日", "🙂", "👩\u{200D}🚀", "\u{301}", "ﬁ", "\u{A0}", "½", "€", "Ž",
    ]

    private func text(using generator: inout SeededGenerator) -> String {
        let length = Int.random(in: 0...14, using: &generator)
        // Half of the texts have only what every encoding can hold, so that records are written.
        let count = Bool.random(using: &generator) ? 14 : PropertyTests.pieces.count
        return (0..<length).map { _ in
            PropertyTests.pieces[Int.random(in: 0..<count, using: &generator)]
        }.joined()
    }

    @Test(arguments: ["us-ascii", "iso-8859-1", "windows-1252", "utf-8", "utf-8-bom"])
    func `a fixed record has its length whatever stands in the fee`(encoding: String) throws {
        let format = try Format(
            """
            format: test
            record: {kind: fixed, length: 67, encoding: \(encoding)}
            fields:
              - {name: A, value: user.name, width: 9, overflow: truncate}
              - {name: B, value: user.name, width: 9, overflow: truncate-left, align: right}
              - {name: C, value: item.title, width: 20, last: 5, case: upper, overflow: truncate}
              - {name: D, text: "{item.title}-{user.name}", width: 12, overflow: truncate}
              - {name: E, value: amount.signed, width: 11, fill: "0"}
              - {name: F, value: item.title, max: 3, width: 6, overflow: truncate-left, default: n}
            files:
              - {name: a, kind: other, when: {borrower: other}}
              - {name: b}
            """
        )
        var written = 0
        for seed in 0..<400 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let fee = Fee(
                name: text(using: &generator),
                title: text(using: &generator),
                sum: "-12.34"
            )
            for file in 0...1 {
                let reason = try format.reason(fee, file: file)
                guard reason == nil else {
                    #expect(reason == .notEncodable, "seed \(seed)")
                    continue
                }
                let bytes = try format.recordBytes(fee, file: file)
                written += 1
                #expect(bytes.count == 67, "seed \(seed)")
                #expect(bytes[50..<61].elementsEqual("-0000012.34".utf8), "seed \(seed)")
                if encoding == "us-ascii" {
                    #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) }, "seed \(seed)")
                }
                if encoding.hasPrefix("utf-8") {
                    #expect(String(validating: bytes, as: UTF8.self) != nil, "seed \(seed)")
                }
                #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F }, "seed \(seed)")
                guard file == 0 else { continue }
                let starts = [bytes[0], bytes[38]]  // the two that begin at the left
                #expect(starts.allSatisfy { !"=+-@".utf8.contains($0) }, "seed \(seed)")
            }
        }
        #expect(written > 200)
    }

    @Test func `a delimited record has as many fields as its layout`() throws {
        let format = try Format(
            fields: """
                  - {name: A, value: user.name}
                  - {name: B, value: item.title, quote: never}
                  - {name: C, value: item.title, quote: always, max: 5, overflow: truncate}
                """,
            record: "{kind: delimited, separator: \";\", encoding: utf-8}",
            file: "kind: other"
        )
        var written = 0
        for seed in 0..<400 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let fee = Fee(name: text(using: &generator), title: text(using: &generator))
            guard try format.reason(fee) == nil else {
                #expect(try format.reason(fee) == .delimiterInValue, "seed \(seed)")
                continue
            }
            written += 1
            var isQuoted = false
            let separators = try format.recordBytes(fee).count { byte in
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                return byte == UInt8(ascii: ";") && !isQuoted
            }
            #expect(separators == 2 && !isQuoted, "seed \(seed)")
        }
        #expect(written > 100)
    }

    @Test func `an explained record is the record, field by field`() throws {
        let format = try Format(HumboldtTests.yaml)
        for file in 0..<3 {
            for fee in [Fee(), Fee(sum: "-3.25")] {
                let explained = try format.compiled.explainRecord(
                    of: fee.texts,
                    fee.facts(),
                    file: file,
                    context: format.context,
                    lineNumber: 1
                )
                let columns = format.compiled.files[file].columns
                #expect(explained.fields.count == columns.count)
                #expect(
                    explained.bytes.dropLast() == (try format.recordBytes(fee, file: file))[...]
                )
                for (column, range) in zip(columns, explained.fields) {
                    #expect(column.range == nil || column.range == range)
                }
            }
        }
        let csv = try format.compiled.explainRecord(
            of: Fee().texts,
            Fee().facts(),
            file: 2,
            context: format.context,
            lineNumber: 1
        )
        #expect(csv.fields[1] == 10..<21)  // the name with its quotes
    }
}
