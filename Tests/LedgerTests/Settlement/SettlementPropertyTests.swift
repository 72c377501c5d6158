import BursarModel
import Ledger
import PostgreSQL
import TestSupport
import Testing

/// Random exports over random nights, against a model that shares no code with the SQL.
///
/// Half of the nights bring only new fees, so that both ways of settling are gone.
@Suite struct SettlementPropertyTests {
    private let desk: LedgerDesk
    private let ceiling = HoldCeiling(atLeast: 6, shareBasisPoints: 4000)

    init() throws { desk = try LedgerDesk() }

    @Test func `fees end where the model says, for 100 seeds`() throws {
        try play(1...100)
    }

    /// The model knows nothing of purges: whatever was purged must be judged as if it were there.
    @Test func `F58 fees end where the model says also after purges, for 30 seeds`() throws {
        try play(1001...1030) { campus, generator in
            if Int.random(in: 0..<4, using: &generator) > 0 { try desk.purgeAll(at: campus) }
        }
    }

    private func play(
        _ seeds: ClosedRange<UInt64>,
        afterEachNight: (CampusKey, inout SeededGenerator) throws -> Void = { _, _ in }
    ) throws {
        for seed in seeds {
            let campus = CampusKey.named("seed-\(seed)")
            try desk.onboard(campus)
            var generator = SeededGenerator(seed: seed)
            var model = LedgerModel()
            var fresh = 0
            for night in 1...3 {
                let claim = try desk.claim(campus)
                let exports = (0..<Int.random(in: 1...3, using: &generator)).map { index in
                    randomExport(
                        claim.nextExport + index,
                        night,
                        fresh: &fresh,
                        using: &generator
                    )
                }
                let settlement = try desk.settle(
                    try desk.draft(exports, under: claim),
                    under: claim,
                    desk.terms(holding: ceiling)
                )
                try desk.ledger.release(claim)
                let numbered = exports.enumerated().map { (claim.nextExport + $0, $1) }
                let expected = model.run(numbered, ceiling)
                let found = try endings(at: campus, from: claim.nextExport, claim.nextOutput)
                #expect(found == expected, "seed \(seed), night \(night)")
                if seed.isMultiple(of: 4) {
                    try checkOutputs(settlement, at: campus, "seed \(seed), night \(night)")
                }
                if found != expected { return }
                try afterEachNight(campus, &generator)
            }
        }
    }

    private func randomExport(
        _ number: Int,
        _ night: Int,
        fresh: inout Int,
        using generator: inout SeededGenerator
    ) -> TestExport {
        let repeats = Bool.random(using: &generator)
        let withoutIDs = Int.random(in: 0..<3, using: &generator) == 0
        let fees = (0..<Int.random(in: 0...12, using: &generator)).map { _ -> TestFee in
            var fee = TestFee(id: nil)
            if withoutIDs, Int.random(in: 0..<3, using: &generator) == 0 {
                fee.cents = Int64.random(in: 1...4, using: &generator)
            } else if repeats, Bool.random(using: &generator) {
                fee.id = "\(Int.random(in: 0...max(1, fresh), using: &generator))"
                fee.cents = Int64.random(in: 1...2, using: &generator)
            } else {
                fresh += 1
                fee.id = "\(fresh)"
                fee.cents = Int64.random(in: 1...2, using: &generator)
            }
            fee.user = "90000000\(Int.random(in: 1...2, using: &generator))"
            fee.ending =
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: .held(.noItemType)
                case 1: .skipped(.rule)
                case 2: .line(1)
                case 3: .line(2)
                default: .line(0)
                }
            return fee
        }
        return TestExport("\(number).xml", number: "\(number)", fees)
    }

    /// Every fee of the exports from one on, by the tables alone, in the model's words.
    private func endings(at campus: CampusKey, from export: Int, _ output: Int) throws -> [String] {
        try desk.rows(
            """
            select case when e.state = 'held' then e.export::text || ' ' || e.reason
                else e.export || ':' || f.ordinal || ' ' || f.bucket || ' ' || coalesce(f.reason, '-')
                    || ' ' || coalesce((f.output - \(output)) || ':' || f.record, '-')
                end as ending
            from ledger.export e
            left join (
                select export, ordinal, bucket, reason, output, record from ledger.charge
                where campus = \(campus.text) and bucket <> 'held'
                union all
                select export, ordinal, 'held', reason, null, null from ledger.held_fee
                where campus = \(campus.text)
                union all
                select export, ordinal, 'duplicate', null, null, null from ledger.duplicate
                where campus = \(campus.text)
            ) f using (export)
            where e.campus = \(campus.text) and e.export >= \(export)
              and (e.state = 'held' or f.ordinal is not null)
            order by e.export, f.ordinal
            """,
            "ending"
        )
    }

    /// What an output is said to hold, it holds: by its rows, and by its cursor.
    private func checkOutputs(
        _ settlement: Settlement,
        at campus: CampusKey,
        _ place: Comment
    ) throws {
        for output in settlement.outputs.compactMap(\.self) {
            let row = try desk.connection.query(
                """
                select count(*) as count, coalesce(sum(cents), 0)::bigint as cents,
                    coalesce(max(record), 0) as last, count(distinct record) as records
                from ledger.charge where campus = \(campus.text) and output = \(output.output)
                """
            ).first
            #expect(try row?.get("count") == output.lines.count, place)
            #expect(try row?.get("cents") == output.lines.chargeCents, place)
            #expect(try row?.get("last") == output.lines.count, place)
            #expect(try row?.get("records") == output.lines.count, place)
            let charges = try desk.ledger.withCharges(of: output, at: campus) { try $0.all() }
            #expect(charges.count == Int(output.lines.count), place)
        }
    }
}
