import BursarModel
import Declarations
import Posix
import SFSFormat
import TestSupport
import Testing

@testable import Hub

/// Records in order and in groups, against a model that holds everything in memory.
@Suite struct FeeArrangerTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    /// What a test draws; amounts in cents.
    private struct Drawn {
        var id: String
        var type: String
        var day: Int
        var cents: Int64

        var texts: FeeTexts {
            var texts = FeeTexts()
            for (field, text) in [(FeeField.userValue, id), (.feeType, type)] {
                let start = texts.arena.count
                texts.arena += Array(text.utf8)
                texts.ranges[field.rawValue] = start..<texts.arena.count
            }
            return texts
        }

        var facts: FeeFacts {
            get throws {
                FeeFacts(
                    amount: Cents(cents),
                    date: try #require(CalendarDate(daysSince1970: 20_000 + day)),
                    borrower: .student
                )
            }
        }
    }

    /// A way to arrange, and what a model is to do for it.
    struct Layout: Sendable, CustomTestStringConvertible {
        var file: String
        var isGrouped = false
        var byType = false
        fileprivate var precedes: @Sendable (Record, Record) -> Bool

        var testDescription: String { file }
    }

    fileprivate struct Record: Equatable {
        var id: String
        var type: String
        var day: Int
        var cents: Int64
        var count = 1

        var line: String {
            let whole = cents.magnitude / 100
            let rest = cents.magnitude % 100
            let sign = cents < 0 ? "-" : ""
            return "\(id)|\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)|\(count)"
        }
    }

    static let layouts = [
        Layout(file: "sort: user.id") { $0.id < $1.id },
        Layout(file: "sort: [fee.type, {by: amount.signed, order: descending}]") {
            ($0.type, -$0.cents) < ($1.type, -$1.cents)
        },
        Layout(file: "sort: [{by: fee.date, order: descending}, amount.absolute]") {
            (-$0.day, $0.cents.magnitude) < (-$1.day, $1.cents.magnitude)
        },
        Layout(file: "sort: {by: sign, order: descending}") { $0.cents < 0 && $1.cents > 0 },
        Layout(file: "group: user", isGrouped: true) { $0.id < $1.id },
        Layout(file: "group: user+fee.type", isGrouped: true, byType: true) { $0.id < $1.id },
        Layout(
            file: "group: user+fee.type, sort: [sign, {by: fee.type, order: descending}]",
            isGrouped: true,
            byType: true
        ) { one, other in
            (one.cents < 0) != (other.cents < 0) ? one.cents > 0 : one.type > other.type
        },
    ]

    @Test(arguments: layouts)
    func `records stand as a model in memory puts them`(_ layout: Layout) throws {
        let format = try format(layout)
        for seed in 0..<60 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let context = OutputContext(runDate: try #require(CalendarDate(iso: "2026-11-20")))
            let arranger = FeeArranger(
                try #require(format.compiled.files[0].arrangement),
                of: format,
                file: 0,
                context: context,
                named: try #require(FileName("spool.e1")),
                in: scratch.folder,
                memory: seed % 2 == 0 ? 700 : 1 << 20
            )
            var kept: [Drawn] = []
            for export in 1...4 {
                let fees = draw(&generator)
                let before = arranger.fees
                let origin = DraftExport(
                    number: export,
                    exportNumber: nil,
                    fileName: "x.xml",
                    jobID: nil,
                    date: nil
                )
                for fee in fees { try arranger.take(fee.texts, fee.facts, from: origin) }
                if Bool.random(using: &generator) {
                    arranger.takeBack(to: before)
                } else {
                    kept += fees
                }
            }
            try expect(arranger, format, of: kept, layout, seed)
        }
    }

    private func expect(
        _ arranger: FeeArranger,
        _ format: DraftFormat,
        of fees: [Drawn],
        _ layout: Layout,
        _ seed: UInt64
    ) throws {
        var lines: [String] = []
        var sum = Tally.zero
        try arranger.drain { texts, fee, context in
            var buffer = RecordBuffer()
            _ = try format.compiled.appendRecord(
                of: texts,
                fee.facts,
                file: 0,
                context: context,
                lineNumber: 1,
                groupCount: fee.count,
                to: &buffer
            )
            lines.append(String(decoding: buffer[0..<buffer.count - 1], as: UTF8.self))
            try sum.add(fee.facts.amount)
        }
        let (records, places) = FeeArrangerTests.model(of: fees, layout)
        #expect(lines == records.map(\.line), "seed \(seed)")
        var tally = Tally.zero
        for fee in fees { try tally.add(Cents(fee.cents)) }
        #expect(arranger.fees == tally, "seed \(seed)")
        #expect(sum.chargeCents == tally.chargeCents && sum.creditCents == tally.creditCents)
        var numbers: [Int64: Int64] = [:]
        try arranger.placements.forEach { _, first, record in
            if let record { numbers[first] = record }
        }
        var found: [Int64] = [Int64](repeating: 0, count: fees.count)
        try arranger.placements.forEach { place, first, _ in
            found[Int(place) - 1] = numbers[first] ?? 0
        }
        #expect(found == places, "seed \(seed)")
    }

    /// The records, and for each fee the number of its record.
    private static func model(
        of fees: [Drawn],
        _ layout: Layout
    ) -> (records: [Record], places: [Int64]) {
        var records: [Record] = []
        var recordOfFee: [Int] = []
        var open: [String: Int] = [:]
        for fee in fees {
            let key = "\(fee.id) \(layout.byType ? fee.type : "") \(fee.cents < 0)"
            if layout.isGrouped, let known = open[key] {
                var joined = records[known]
                joined.cents += fee.cents
                joined.count += 1
                // Seven characters: 9999.99 and -999.99; one for the count.
                if joined.cents < 1_000_000, joined.cents > -100_000, joined.count < 10 {
                    records[known] = joined
                    recordOfFee.append(known)
                    continue
                }
            }
            open[key] = records.count
            recordOfFee.append(records.count)
            records.append(Record(id: fee.id, type: fee.type, day: fee.day, cents: fee.cents))
        }
        let order = records.indices.sorted { one, other in
            if layout.precedes(records[one], records[other]) { return true }
            if layout.precedes(records[other], records[one]) { return false }
            return one < other
        }
        var number = [Int64](repeating: 0, count: records.count)
        for (place, record) in order.enumerated() { number[record] = Int64(place + 1) }
        return (order.map { records[$0] }, recordOfFee.map { number[$0] })
    }

    private func draw(_ generator: inout SeededGenerator) -> [Drawn] {
        (0..<Int.random(in: 0...40, using: &generator)).map { _ in
            let cents = Int64.random(in: 1...40_000, using: &generator)
            return Drawn(
                id: ["0", "01", "010", "1", "2", "22"].randomElement(using: &generator) ?? "0",
                type: ["A", "AB", "B"].randomElement(using: &generator) ?? "A",
                day: Int.random(in: -3...3, using: &generator),
                cents: Int.random(in: 0...3, using: &generator) == 0 ? -cents : cents
            )
        }
    }

    private func format(_ layout: Layout) throws -> DraftFormat {
        let findings = Findings(file: "format.yaml")
        let text = """
            format: test
            record: {kind: delimited, separator: "|"}
            fields:
              - {name: ID, value: user.id}
              - {name: AMOUNT, value: amount.signed, picture: "0.00", max: 7}
              - {name: COUNT, value: group.count, max: 1}
            files: [{name: out.txt, \(layout.file)}]
            """
        let mapping = try #require(
            readDeclaration(DeclarationFile(name: "format.yaml", text: text), findings: findings)
        )
        let declaration = try #require(FormatDeclaration.read(from: mapping, findings: findings))
        let vocabulary = CampusVocabulary(
            key: try #require(CampusKey("humboldt")),
            name: "Humboldt",
            businessUnit: "HMCMP",
            students: try BytePattern(parsing: "[0-9]+")
        )
        let compiled = CompiledFormat.compile(declaration, for: vocabulary, findings: findings)
        return DraftFormat(name: "test", compiled: try #require(compiled))
    }
}
