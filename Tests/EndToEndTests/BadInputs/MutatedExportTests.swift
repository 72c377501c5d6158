import Glibc
import TestSupport
import Testing

/// Exports damaged at random, through the whole intake.
///
/// `BURSARHUB_MUTATIONS` says how many, `BURSARHUB_SEED` begins elsewhere: see ops/mutate.
@Suite struct MutatedExportTests {
    private static func number(_ variable: String, _ otherwise: Int) -> Int {
        unsafe getenv(variable).flatMap { unsafe Int(String(cString: $0)) } ?? otherwise
    }

    /// Exports that are put into one run, over four campuses.
    private static let together = 200

    private static let rounds: [Int] = {
        let count = number("BURSARHUB_MUTATIONS", together)
        return Array(0..<max(1, (count + together - 1) / together))
    }()

    private let campuses = ["humboldt", "sonoma", "chico", "pomona"]

    /// A good export with one to three changes: bits, bytes, cuts, repeated pieces.
    private func damaged(_ export: ExportBuilder, by random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(export.xml.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard !bytes.isEmpty else { return [] }
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1...400, using: &random))
            switch random.next() % 6 {
            case 0: bytes[start] ^= 1 << UInt8(random.next() % 8)
            case 1: bytes[start] = UInt8(truncatingIfNeeded: random.next())
            case 2: bytes.removeSubrange(start..<end)
            case 3: bytes.removeSubrange(start...)
            case 4: bytes.insert(contentsOf: bytes[start..<end], at: start)
            default: bytes.swapAt(start, Int.random(in: 0..<bytes.count, using: &random))
            }
        }
        return bytes
    }

    @Test(arguments: rounds)
    func `B90 damaged exports are held, or their books balance, and nothing crashes`(
        _ round: Int
    ) throws {
        let seed = UInt64(MutatedExportTests.number("BURSARHUB_SEED", 1))
        var random = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(round))
        let site = try HubSite()
        try site.onboard(
            campuses.map { CampusDeclaration($0) }
        )
        for number in 0..<MutatedExportTests.together {
            let campus = campuses[number % campuses.count]
            let code = "\(campus.uppercased())BURSAR"
            var export = ExportBuilder.seeded(random.next() % 1000, code)
            export.fees = Array(export.fees.prefix(12))
            (export.job, export.milliseconds) = (number, 1_795_000_000_000 + number)
            export.exportNumber = "\(5_000_000 + number)0001234"
            // Most damage is to exports that nothing else is wrong with.
            if random.next() % 4 != 0 { export.fees = ExportBuilder.fines(6, from: number * 100) }
            try site.put(damaged(export, by: &random), at: campus, as: export.fileName)
        }
        let run = try site.limitedRun("ulimit -d 262144; ulimit -t 120")
        #expect(run.exit == 1, "seed \(seed), round \(round): \(run.messages.prefix(400))")
        var all: [String] = []
        for campus in campuses {
            let part = try run.campus(campus)
            #expect(part.isBalanced && part.outputsHoldTheBooks, "seed \(seed), round \(round)")
            #expect(part["outcome"] == "attention", "seed \(seed), round \(round)")
            let verdicts = part.exportVerdicts.values
            #expect(verdicts.count == MutatedExportTests.together / campuses.count)
            all += verdicts
        }
        #expect(all.contains("converted") && all.contains("held not_well_formed"))
        #expect(try site.unbalancedRows() == 0, "seed \(seed), round \(round)")
        #expect(try site.misplacedFees() == 0, "seed \(seed), round \(round)")
        // The files hold what the ledger says that they do.
        var cents: Int64 = 0
        for campus in campuses {
            for (name, text) in try site.outbox(of: campus) {
                for line in text.split(separator: "\n") where !line.hasPrefix("UserID,") {
                    let amount = try #require(line.split(separator: ",").dropLast().last)
                    let digits = try #require(Int64(amount.filter(\.isNumber)))
                    cents += name.contains("CREDITS") ? -digits : digits
                }
            }
        }
        // Files for people print credits without a sign.
        let credits = try campuses.flatMap { try run.campus($0)["outputs"].items }
            .filter { $0["kind"] == "other" }.reduce(0) { $0 + ($1["credit_cents"].integer ?? 0) }
        #expect(
            cents - 2 * credits == (try site.ledger.centsInOutputs),
            "seed \(seed), round \(round)"
        )
    }
}
