import AlmaExport
import BursarModel
import Testing

/// B90: exports that were damaged at random.
@Suite struct MutationTests {
    private static let good = Array(
        Alma.export(
            borrowers: Alma.borrower(fees: [Alma.fee, Alma.fee])
                + Alma.borrower(Alma.list([Alma.fee]), Alma.user, Alma.patronName)
        ).utf8
    )

    private func damaged(by random: inout SampleRandom) -> [UInt8] {
        var bytes = MutationTests.good
        for _ in 0...random.number(below: 2) {
            let at = random.number(below: bytes.count)
            let length = random.number(below: 1 + min(40, bytes.count - at))
            switch random.number(below: 4) {
            case 0: bytes[at] ^= UInt8(1 << random.number(below: 8))
            case 1: bytes[at] = UInt8(random.number(below: 256))
            case 2: bytes.removeSubrange(at..<(at + length))
            default: bytes.insert(contentsOf: bytes[at..<(at + length)], at: at)
            }
            guard !bytes.isEmpty else { return [] }
        }
        return bytes
    }

    @Test func `B90: a damaged export is refused, or read whole`() throws {
        var wellFormed = 0
        for seed in 0..<2000 {
            var random = SampleRandom(seed: UInt64(seed))
            let bytes = damaged(by: &random)
            let chunk = 1 + random.number(below: 500)
            let outcome: ReadExport
            do {
                outcome = try ReadExport(bytes, chunk: chunk)
            } catch is ExportReadError {
                continue
            }
            wellFormed += 1
            let text = try #require(String(validating: bytes, as: UTF8.self), "seed \(seed)")
            #expect(outcome.header.fees == Int64(outcome.fees.count), "seed \(seed)")
            #expect(outcome.fees.map(\.ordinal) == (0..<outcome.fees.count).map { Int64($0 + 1) })
            // Every fee's start tag that is left was read: none was passed over.
            #expect(text.ranges(of: "<xb:userFineFee").count == outcome.fees.count, "seed \(seed)")
            #expect(outcome == (try ReadExport(bytes)), "seed \(seed)")
        }
        #expect(wellFormed > 100)  // much damage to texts is none to XML
    }
}
