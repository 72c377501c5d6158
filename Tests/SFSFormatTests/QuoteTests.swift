import BursarModel
import SFSFormat
import TestSupport
import Testing

struct QuoteTests {
    private func format(_ quote: String, own: String = "") throws -> Format {
        try Format(
            fields: "  - {name: A, value: item.title\(own)}\n  - {name: B, literal: x}",
            record: "{kind: delimited, separator: \";\", quote: \(quote)}"
        )
    }

    @Test(arguments: [
        ("minimal", "plain, text", "plain, text;x"), ("minimal", "a;b", "\"a;b\";x"),
        ("minimal", "say \"so\"", "\"say \"\"so\"\"\";x"), ("minimal", "", ";x"),
        ("always", "a", "\"a\";\"x\""), ("always", "\"", "\"\"\"\";\"x\""),
        ("always", "", "\"\";\"x\""), ("never", "plain", "plain;x"),
    ])
    func `a value is quoted as the record says`(
        quote: String,
        title: String,
        expected: String
    ) throws {
        #expect(try format(quote).record(Fee(title: title)) == expected)
    }

    @Test(arguments: ["a;b", "say \"so\""])
    func `without quotes a separator or a quote in a value holds the fee`(title: String) throws {
        #expect(try format("never").reason(Fee(title: title)) == .delimiterInValue)
        #expect(
            try format("minimal", own: ", quote: never").reason(Fee(title: title))
                == .delimiterInValue
        )
    }

    @Test func `a line break in a value never breaks a record`() throws {
        for quote in ["never", "minimal", "always"] {
            let record = try format(quote).record(Fee(title: "a\r\nb\u{0C}c\u{85}d\u{2028}e"))
            #expect(record.contains("a  bcde"))
        }
    }

    @Test func `a value of 4 KiB of quotes is quoted in no time`() throws {
        let fee = Fee(title: String(repeating: "\"", count: 4096))
        let format = try format("minimal")
        let record = try format.record(fee)
        #expect(record == "\"" + String(repeating: "\"", count: 8192) + "\";x")
    }

    @Test func `what was quoted reads back as it was`() throws {
        let format = try Format(
            fields: "  - {name: A, value: item.title}\n  - {name: B, value: user.name}",
            record: "{kind: delimited, quote: minimal}"
        )
        for seed in 0..<200 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let texts = (0..<2).map { _ in
                String(
                    (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                        "ab,\"; '".randomElement(using: &generator) ?? "a"
                    }
                )
            }
            let record = try format.record(Fee(name: texts[0], title: texts[1]))
            let expected = [texts[1], texts[0]].map { $0.strippingBlanks }
            #expect(readCSV(record) == expected, "seed \(seed)")
        }
    }

    /// A reader of RFC 4180 for one record.
    private func readCSV(_ record: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        var characters = Array(record)[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"" where isQuoted && characters.first == "\"":
                characters.removeFirst()
                fields[fields.count - 1] += "\""
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

extension String {
    fileprivate var strippingBlanks: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
