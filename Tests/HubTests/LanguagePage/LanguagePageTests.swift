import TestSupport
import Testing

/// `docs/format-language.md`: every example is what the hub writes, byte for byte.
///
/// `RECORD_GOLDENS=1` writes the outputs into the page; read the difference.
struct LanguagePageTests {
    private let page: LanguagePage
    private let renderer: ExampleRenderer

    init() throws {
        page = try LanguagePage()
        renderer = try ExampleRenderer()
    }

    @Test func `every example shows what the hub writes`() throws {
        var example = LanguageExample()
        /// The fee of the tables of fields: the first of a half of the page.
        var sample: ExampleFee?
        var isChecked = true
        var shown: [LanguagePage.Block] = []
        var recorded: [(lines: Range<Int>, text: String)] = []
        var count = 0
        func finish() throws {
            guard !shown.isEmpty else { return }
            count += 1
            recorded += try compare(example, with: shown)
            (shown, isChecked) = ([], true)
        }
        for block in page.blocks {
            switch block.content {
            case .output, .held:
                shown.append(block)
                continue
            default: try finish()
            }
            switch block.content {
            case .format, .campus:
                try example.take(block.content)
                isChecked = false
            case .fees:
                try example.take(block.content)
                if sample == nil { sample = example.fees.first }
                isChecked = false
            case .fields(let rows):
                for (index, row) in rows.enumerated() {
                    let line = block.lines.lowerBound + index + 1
                    try check(row, of: #require(sample), example, line: line)
                }
                (isChecked, count) = (true, count + 1)
            case .boundary:
                #expect(isChecked, "an example above line \(block.lines.lowerBound) shows nothing")
                try example.take(block.content)
                (sample, isChecked) = (nil, true)
            case .unknown(let label):
                Issue.record("line \(block.lines.lowerBound): no test knows `\(label)`")
            case .output, .held, .printed: break
            }
        }
        try finish()
        #expect(isChecked, "the last example shows nothing")
        #expect(count > 20)
        if LanguagePage.isRecording { try page.record(recorded) }
    }

    /// - Returns: what should stand in the lines of the page.
    private func compare(
        _ example: LanguageExample,
        with shown: [LanguagePage.Block]
    ) throws -> [(lines: Range<Int>, text: String)] {
        let result = try renderer.result(of: example)
        var names: Set<String> = []
        var held: [String] = []
        var right: [(lines: Range<Int>, text: String)] = []
        for block in shown {
            switch block.content {
            case .output(let name, let options, let text):
                names.insert(name)
                var expected = text.replacing("·", with: " ")
                if options.contains("crlf") { expected = expected.replacing("\n", with: "\r\n") }
                if options.contains("unended") {
                    expected.removeLast()
                }
                #expect(
                    result.outputs[name] == expected,
                    "line \(block.lines.lowerBound)"
                )
                if let output = result.outputs[name] {
                    right.append((block.lines, LanguagePage.shown(output)))
                }
            case .held(let lines): held = lines
            default: break
            }
        }
        let place = "line \(shown[0].lines.lowerBound)"
        #expect(Set(result.outputs.keys) == names, "\(place)")
        #expect(result.held == held, "\(place)")
        return right
    }

    /// One field alone, in a record that never quotes.
    private func check(
        _ row: [String],
        of sample: ExampleFee,
        _ example: LanguageExample,
        line: Int
    ) throws {
        guard row.count == 3, let field = LanguagePage.code(in: row[0]).first else {
            Issue.record("line \(line) is no row of a field")
            return
        }
        let pairs = LanguagePage.code(in: row[1])
        var fee = sample
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
            try fee.set(pairs[index], pairs[index + 1])
        }
        let result = try renderer.result(of: example.showing(field: field, of: fee))
        let shown = LanguagePage.code(in: row[2]).first
        switch row[2] {
        case "nothing": #expect(result.outputs == ["out": "\n"], "line \(line)")
        case _ where row[2].hasPrefix("held: "):
            #expect(result.held == ["1 \(shown ?? "")"], "line \(line)")
        default:
            let text = shown?.replacing("·", with: " ")
            #expect(result.outputs == ["out": "\(text ?? "")\n"], "line \(line)")
        }
    }
}
