import BursarModel
import SFSFormat
import TestSupport
import Testing

/// What must hold for every layout that somebody can declare, and every fee that can come.
struct RandomLayoutTests {
    private static let letters = [
        "a", "B", "7", " ", "-", "é", "ø", "Ł", "ü", "n\u{303}", "\"", ";", ",", "|", "^",
    ]

    private static func text(
        _ encoding: String,
        using generator: inout SeededGenerator
    ) -> String {
        let pieces = encoding == "utf-8" ? letters + ["日", "🙂", "e\u{301}\u{327}"] : letters
        // Blanks at the ends are taken off, so the ends are letters.
        let inner = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }
        return "x\(inner.joined())y"
    }

    private static func fees(
        for layout: RandomLayout,
        using generator: inout SeededGenerator
    ) -> [(fee: Fee, cents: Int)] {
        (0..<Int.random(in: 1...12, using: &generator)).map { index in
            let size = [9, 99, 99_999, 9_999_999].randomElement(using: &generator) ?? 9
            let cents = Int.random(in: 1...size, using: &generator)
            let isCredit = Bool.random(using: &generator)
            let fraction = String(cents % 100 + 100).dropFirst()
            // Alma drops zeros at the end, and the point with them.
            let shown = "\(cents / 100).\(fraction)".reversed().drop { $0 == "0" }.drop {
                $0 == "."
            }
            let fee = Fee(
                id: String(Int.random(in: 100_000_000...999_999_999, using: &generator)),
                name: text(layout.encoding, using: &generator),
                date: "0\(Int.random(in: 1...9, using: &generator))/1\(index % 10)/2026 10:00:00",
                title: text(layout.encoding, using: &generator),
                sum: (isCredit ? "-" : "") + String(shown.reversed())
            )
            return (fee, isCredit ? -cents : cents)
        }
    }

    @Test func `every output of a random layout reads back as its fees and their sums`() throws {
        var (files, records, held) = (0, 0, 0)
        for seed in 0..<400 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let layout = RandomLayout(using: &generator)
            let format = try Format(layout.yaml)
            let all = RandomLayoutTests.fees(for: layout, using: &generator)
            let written = try all.filter { fee, _ in
                guard let reason = try format.reason(fee) else { return true }
                #expect(reason == .delimiterInValue && layout.neverQuotes, "seed \(seed)")
                held += 1
                return false
            }
            guard !written.isEmpty else { continue }
            let bytes = try format.bytes(written.map(\.fee), file: 0)
            var lines = try layout.read(bytes)
            if !layout.header.isEmpty {
                try check(lines.removeFirst(), layout.header, sumsOf: written, seed: seed)
            }
            if layout.hasHeading {
                let names = layout.columns.indices.map { Array("C\($0)".utf8) }
                #expect(lines.removeFirst() == names, "seed \(seed)")
            }
            if !layout.trailer.isEmpty {
                try check(lines.removeLast(), layout.trailer, sumsOf: written, seed: seed)
            }
            try #require(lines.count == written.count, "seed \(seed)")
            for (index, line) in lines.enumerated() {
                try check(line, layout, of: written[index], number: index + 1, seed: seed)
            }
            (files, records) = (files + 1, records + lines.count)
        }
        #expect(files > 350 && records > 2000 && held > 20)
    }

    private func check(
        _ line: [[UInt8]],
        _ columns: [RandomLayout.Column],
        sumsOf fees: [(fee: Fee, cents: Int)],
        seed: UInt64
    ) throws {
        try #require(line.count == columns.count, "seed \(seed)")
        let charges = fees.map { max(0, $0.cents) }.reduce(0, +)
        let credits = fees.map { max(0, -$0.cents) }.reduce(0, +)
        for (value, column) in zip(line, columns) {
            let expected =
                switch column.content {
                case .count: fees.count
                case .charges: charges
                case .credits: credits
                case .net: charges - credits
                default: charges + credits
                }
            #expect(try RandomLayout.cents(value, in: column) == expected, "seed \(seed)")
        }
    }

    private func check(
        _ line: [[UInt8]],
        _ layout: RandomLayout,
        of fee: (fee: Fee, cents: Int),
        number: Int,
        seed: UInt64
    ) throws {
        try #require(line.count == layout.columns.count, "seed \(seed)")
        for (value, column) in zip(line, layout.columns) {
            let text = String(decoding: value, as: UTF8.self)
            let bare = text.filter { $0 != " " }
            switch column.content {
            case .id: #expect(bare.hasSuffix(fee.fee.id) && value.count < 13, "seed \(seed)")
            case .date:
                let day = fee.fee.date
                let parts = [day.dropFirst(6).prefix(4), day.prefix(2), day.dropFirst(3).prefix(2)]
                #expect(text == parts.joined(), "seed \(seed)")
            case .line: #expect(Int(bare) == number, "seed \(seed)")
            case .sign: #expect(bare == (fee.cents < 0 ? "credit" : "charge"), "seed \(seed)")
            case .literal(let literal): #expect(text.hasPrefix(literal), "seed \(seed)")
            case .amount(let isSigned):
                let cents = try RandomLayout.cents(value, in: column)
                #expect(cents == (isSigned ? fee.cents : abs(fee.cents)), "seed \(seed)")
            case .text(let isTitle):
                #expect(value.count <= column.width, "seed \(seed)")
                guard layout.encoding == "utf-8" else { continue }
                try checkCut(
                    String(validating: value, as: UTF8.self),
                    of: isTitle ? fee.fee.title : fee.fee.name,
                    to: column.width,
                    seed: seed
                )
            case .count, .absolute, .charges, .credits, .net:
                Issue.record("a record holds a total, seed \(seed)")
            }
        }
    }

    /// Whole characters from the beginning, as many as there is room for.
    private func checkCut(
        _ shown: String?,
        of whole: String,
        to width: Int,
        seed: UInt64
    ) throws {
        let shown = try #require(shown, "a character was split, seed \(seed)")
        var (kept, room) = (0, width)
        for character in whole {
            room -= character.utf8.count
            if room < 0 { break }
            kept += 1
        }
        // What fills the column up cannot be told from the text's own blanks.
        func bare(_ text: some StringProtocol) -> [Character] {
            Array(text.reversed().drop { $0 == " " }.reversed())
        }
        #expect(bare(shown) == bare(whole.prefix(kept)), "seed \(seed)")
    }

    @Test(arguments: [1, 4, 16])
    func `many at once write the bytes that one alone writes`(workers: Int) async throws {
        let jobs = try (0..<48 as Range<UInt64>).map { seed in
            var generator = SeededGenerator(seed: seed)
            let layout = RandomLayout(using: &generator)
            let format = try Format(layout.yaml)
            let fees = try RandomLayoutTests.fees(for: layout, using: &generator).map(\.fee)
                .filter { try format.reason($0) == nil }
            return (format: format, fees: fees, alone: try format.bytes(fees, file: 0))
        }
        try await withThrowingTaskGroup { group in
            for worker in 0..<workers {
                group.addTask {
                    // Everybody does every job, so that all formats are shared.
                    for index in jobs.indices {
                        let job = jobs[(index + worker * 3) % jobs.count]
                        let bytes = try job.format.bytes(job.fees, file: 0)
                        #expect(bytes == job.alone)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
