import BursarModel
import Ledger
import PostgreSQL
import Testing

@Suite struct ReleaseTests {
    private let desk: LedgerDesk

    init() throws {
        desk = try LedgerDesk()
        try desk.settle(
            TestExport("a.xml", number: "1", [.held("1"), .charge("2"), .held("3"), .held("4")])
        )
    }

    private func books() throws -> [String] {
        try desk.rows(
            """
            select export::text as x, read_count::text as r, written_count::text as w,
                diverted_count::text as d, held_count::text as h,
                held_charge_cents::text as c
            from ledger.export order by export
            """,
            "x",
            "r",
            "w",
            "d",
            "h",
            "c"
        )
    }

    @Test func `a released fee moves its export's books from held to written`() throws {
        #expect(try books() == ["1 4 1 0 3 3750"])
        let settlement = try desk.settle(releasing: [(held: 1, amount: 1250, target: 0)])
        #expect(settlement.released == Tally(count: 1, chargeCents: 1250))
        #expect(try settlement.books() == .zero)
        #expect(try books() == ["1 4 2 0 2 2500"])
        #expect(settlement.outputs.compactMap(\.self).map(\.lines.count) == [1])
        #expect(
            try desk.rows(
                """
                select held::text as h, state, bucket, output::text as o, record::text as r,
                    settled_by
                from ledger.held_fee order by held
                """,
                "h",
                "state",
                "bucket",
                "o",
                "r",
                "settled_by"
            ) == ["1 released written 2 1 run-2", "2 open - - - -", "3 open - - - -"]
        )
    }

    @Test func `a fee released to another office is diverted`() throws {
        try desk.settle(releasing: [(held: 1, amount: 1250, target: 1)])
        #expect(try books() == ["1 4 1 1 2 2500"])
    }

    @Test func `released fees are an output's first records`() throws {
        let settlement = try desk.settle(
            TestExport("b.xml", number: "2", [.charge("10"), .charge("11")]),
            releasing: [(held: 1, amount: 1250, target: 0), (held: 3, amount: 1250, target: 0)]
        )
        let output = try #require(settlement.outputs.compactMap(\.self).first)
        #expect(output.lines == Tally(count: 4, chargeCents: 5000))
        #expect(output.isAsRendered)
        let order = try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() }
        #expect(order == ["1:1", "1:4", "2:1", "2:2"])
    }

    @Test func `released fees stay first where other lines fall out`() throws {
        let settlement = try desk.settle(
            TestExport("b.xml", number: "2", [.charge("10"), .charge("2"), .charge("11")]),
            releasing: [(held: 1, amount: 1250, target: 0), (held: 3, amount: 1250, target: 0)]
        )
        let output = try #require(settlement.outputs.compactMap(\.self).first)
        #expect(output.lines == Tally(count: 4, chargeCents: 5000))
        #expect(!output.isAsRendered)
        let order = try desk.ledger.withCharges(of: output, at: .humboldt) { try $0.all() }
        #expect(order == ["1:1", "1:4", "2:1", "2:3"])
        #expect(
            try desk.rows(
                """
                select ordinal::text as o, record::text as r from ledger.charge
                where export = 2 order by record
                """,
                "o",
                "r"
            ) == ["1 3", "3 4"]
        )
    }

    @Test func `a fee that was released once is not released again`() throws {
        try desk.settle(releasing: [(held: 1, amount: 1250, target: 0)])
        #expect(throws: LedgerError.self) {
            try desk.settle(releasing: [(held: 1, amount: 1250, target: 0)])
        }
        #expect(try books() == ["1 4 2 0 2 2500"])
        #expect(try desk.count("select count(*) as count from ledger.output") == 2)
    }

    @Test func `a release that is not what was held changes nothing`() throws {
        #expect(throws: LedgerError.self) {
            try desk.settle(releasing: [(held: 1, amount: 1251, target: 0)])
        }
        #expect(try books() == ["1 4 1 0 3 3750"])
    }

    @Test func `an amount that can be read at last joins its export's books`() throws {
        let unreadable = TestFee(
            id: "9",
            cents: nil,
            date: nil,
            ending: .held(.amountSyntax)
        )
        try desk.settle(TestExport("b.xml", number: "2", [unreadable, .charge("8", -70)]))
        let claim = try desk.claim()
        let draft = try desk.draft(
            [],
            under: claim,
            releasing: [(held: 4, amount: -500, target: 0)]
        ) {
            $0.releases[0].amount = Cents(-500)
            $0.releases[0].date = CalendarDate(iso: "2026-11-19")
        }
        let settlement = try desk.settle(draft, under: claim)
        #expect(settlement.released == Tally(count: 1, creditCents: 500))
        #expect(
            try desk.rows(
                """
                select read_count::text as n, read_credit_cents::text as r,
                    written_credit_cents::text as w, held_count::text as h
                from ledger.export where export = 2
                """,
                "n",
                "r",
                "w",
                "h"
            ) == ["2 570 570 0"]
        )
        #expect(
            try desk.rows(
                "select cents::text as c, fee_date::text as d from ledger.held_fee where held = 4",
                "c",
                "d"
            ) == ["-500 2026-11-19"]
        )
    }

    @Test func `a fee judged anew and still held shows its new reason`() throws {
        let claim = try desk.claim()
        var draft = SettlementDraft()
        draft.rejudged = [.init(held: 2, reason: .noTerm, message: "no term has this day")]
        try desk.settle(draft, under: claim)
        #expect(
            try desk.rows(
                "select reason, message, state from ledger.held_fee where held = 2",
                "reason",
                "message",
                "state"
            ) == ["no_term no term has this day open"]
        )
    }

    @Test func `held fees are judged anew by export when the revision changed`() throws {
        try desk.settle(TestExport("b.xml", number: "2", [.charge("5"), .held("6", .changed)]))
        try desk.settle(TestExport("c.xml", number: "3", [.charge("7"), .held("8", .noTerm)]))
        let before = try desk.claim()
        #expect(try judgedAnew(under: before) == [])
        #expect(try judgedAnew(under: before, hubVersion: "2.0") == ["1:1,3,4", "3:2"])
        try desk.ledger.release(before)
        try desk.onboard(.humboldt, text: "campus: y\n")
        let after = try desk.claim()
        #expect(try judgedAnew(under: after) == ["1:1,3,4", "3:2"])
    }

    @Test func `a reason that depends on the date is looked at once a business day`() throws {
        try desk.settle(TestExport("c.xml", number: "3", [.held("8", .noTerm)]))
        let sameDay = try desk.claim(at: LedgerDesk.evening.adding(seconds: 3600))
        #expect(try judgedAnew(under: sameDay) == [])
        try desk.ledger.release(sameDay)
        let nextDay = try desk.claim(at: LedgerDesk.evening.adding(seconds: 86_400))
        #expect(try judgedAnew(under: nextDay) == ["2:1"])
    }

    private func judgedAnew(under claim: Claim, hubVersion: String = "1.0") throws -> [String] {
        try desk.ledger.heldFeesToJudgeAnew(under: claim, hubVersion: hubVersion).map { held in
            "\(held.source.export):" + held.fees.map { "\($0.ordinal)" }.joined(separator: ",")
        }
    }
}
