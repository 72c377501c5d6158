import BursarModel
import Digests
import Ledger
import PostgreSQL
import TestSupport
import Testing

@Suite struct ClaimTests {
    private let desk: LedgerDesk
    private let otherConnection: PostgresConnection
    private let other: Ledger

    init() throws {
        desk = try LedgerDesk()
        otherConnection = try desk.database.connect()
        other = Ledger(otherConnection)
    }

    private func answer(_ ledger: Ledger) throws -> String {
        switch try ledger.claim(.humboldt, for: "r", at: LedgerDesk.evening, runDate: nil) {
        case .claimed: "claimed"
        case .busy: "busy"
        case .stalled: "stalled"
        }
    }

    // MARK: Who gets it

    @Test func `one of two gets a campus, and the other when it is given back`() throws {
        let claim = try desk.claim()
        #expect(try answer(other) == "busy")
        try desk.ledger.release(claim)
        #expect(try answer(other) == "claimed")
        #expect(try answer(desk.ledger) == "busy")
    }

    @Test func `campuses are claimed one by one`() throws {
        try desk.onboard(.chico)
        _ = try desk.claim()
        #expect(
            try other.claim(.chico, for: "r", at: LedgerDesk.evening, runDate: nil).isClaimed
        )
    }

    @Test func `a campus whose holder died is free at once`() throws {
        _ = try desk.claim()
        #expect(try answer(other) == "busy")
        let backend = desk.connection.backendID
        _ = try otherConnection.query("select pg_terminate_backend(\(backend), 5000) as ended")
        #expect(try answer(other) == "claimed")
    }

    @Test func `a holder that is connected but not heard of is called stalled`() throws {
        _ = try desk.claim()
        try otherConnection.execute(
            "update ledger.lease set expires_at = now() - interval '1 second'"
        )
        #expect(try answer(other) == "stalled")
    }

    @Test func `epochs only grow`() throws {
        var epochs: [Int64] = []
        for ledger in [desk.ledger, other, desk.ledger] {
            guard
                case .claimed(let claim) = try ledger.claim(
                    .humboldt,
                    for: "r",
                    at: LedgerDesk.evening,
                    runDate: nil
                )
            else {
                Issue.record("not claimed")
                return
            }
            epochs.append(claim.epoch)
            try ledger.release(claim)
        }
        #expect(epochs == epochs.sorted() && Set(epochs).count == 3)
    }

    @Test func `a campus that is not onboarded is refused and stays free`() throws {
        #expect(throws: LedgerError.unexpectedState("campus chico is not onboarded")) {
            try desk.claim(.chico)
        }
        #expect(try desk.count("select count(*) as count from ledger.lease") == 0)
        try desk.onboard(.chico)
        #expect(
            try other.claim(.chico, for: "r", at: LedgerDesk.evening, runDate: nil).isClaimed
        )
    }

    // MARK: What a claim knows

    @Test func `a claim knows the day and time at the campus`() throws {
        let lastSecond = try desk.claim(at: Timestamp(seconds: 1_795_247_999))
        #expect(lastSecond.local.date.iso == "2026-11-20")
        #expect(lastSecond.local.secondOfDay == 86_399)
        let given = try desk.claim(runDate: CalendarDate(iso: "2026-11-02"))
        #expect(given.local.date.iso == "2026-11-02")
        #expect(given.local.secondOfDay == 18 * 3600)
    }

    @Test func `the second time that clocks show half past one is told apart`() throws {
        // 2026-11-01 01:30 comes twice in California.
        let first = try desk.claim(at: Timestamp(seconds: 1_793_521_800))
        let second = try desk.claim(at: Timestamp(seconds: 1_793_525_400))
        #expect(first.local == second.local)
        #expect(first.local.secondOfDay == 5400)
    }

    @Test func `a claim draws the next numbers`() throws {
        try desk.settle(
            TestExport("a.xml", number: "1", [.charge("1"), .held("2"), .held("3")])
        )
        let claim = try desk.claim()
        #expect(claim.nextExport == 2)
        #expect(claim.nextOutput == 2)
        #expect(claim.dayCounts.outputs == 1)
        #expect(!claim.hasDerivedCharges)
        try desk.settle(TestExport("b.xml", number: "2", [.charge(nil)]))
        #expect(try desk.claim().hasDerivedCharges)
        let another = try desk.claim(runDate: CalendarDate(iso: "2026-11-21"))
        #expect(another.dayCounts.outputs == 0)
        #expect(another.nextOutput == 3)
    }

    // MARK: Who lost it

    @Test func `a writer whose campus was taken over changes nothing`() throws {
        let staged = try desk.settle(TestExport("a.xml", number: "1", [.charge("1")]))
        let lost = try desk.claim()
        let draft = try desk.draft([TestExport("b.xml", number: "2", [.charge("2")])], under: lost)
        try takeOver()
        let before = try everything()
        let output = try #require(staged.outputs[0]?.output)
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.settle(draft, under: lost)
        }
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.markStaged(
                [(output, .some(of: "x"))],
                under: lost,
                at: LedgerDesk.evening
            )
        }
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.markPublished(
                [output],
                recovered: false,
                under: lost,
                at: LedgerDesk.evening
            )
        }
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.mark(output, .waiting, note: "", under: lost)
        }
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.supersede([1], under: lost, at: LedgerDesk.evening)
        }
        #expect(try everything() == before)
    }

    @Test func `F06 a writer whose lease has expired changes nothing, and nobody renews it`() throws
    {
        let claim = try desk.claim()
        let draft = try desk.draft([TestExport([.charge("1")])], under: claim)
        try otherConnection.execute(
            "update ledger.lease set expires_at = now() - interval '1 second'"
        )
        #expect(try other.renewLeases(of: claim.run) == 1)
        let before = try everything()
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.settle(draft, under: claim)
        }
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.ledger.remember([], under: claim)
        }
        #expect(try everything() == before)
    }

    @Test func `the leases of a run are renewed and ended by another session`() throws {
        let claim = try desk.claim()
        try otherConnection.execute(
            "update ledger.lease set expires_at = now() + interval '10 seconds'"
        )
        #expect(try other.renewLeases(of: "another") == 0)
        #expect(try desk.count(soon) == 1)
        #expect(try other.renewLeases(of: claim.run) == 0)
        #expect(try desk.count(soon) == 0)
        try other.endLeases(of: "another", sessions: "nobody")
        try desk.ledger.hold(claim)
        try other.endLeases(of: claim.run, sessions: "nobody")
        #expect(throws: LedgerError.claimLost(.humboldt)) { try desk.ledger.hold(claim) }
    }

    @Test func `a lease that a transaction of its run has locked keeps nobody waiting`() throws {
        let claim = try desk.claim()
        try desk.connection.transaction {
            try desk.ledger.hold(claim)
            #expect(try other.renewLeases(of: claim.run) == 0)
        }
    }

    private let soon: PostgresStatement = """
        select count(*) as count from ledger.lease where expires_at < now() + interval '1 minute'
        """

    @Test func `a writer that gave its campus back changes nothing`() throws {
        let claim = try desk.claim()
        let draft = try desk.draft([TestExport([.charge("1")])], under: claim)
        try desk.ledger.release(claim)
        #expect(throws: LedgerError.claimLost(.humboldt)) {
            try desk.settle(draft, under: claim)
        }
    }

    @Test func `a late release does not take the campus from who has it now`() throws {
        let lost = try desk.claim()
        try takeOver()
        try desk.ledger.release(lost)
        #expect(
            try desk.count("select count(*) as count from ledger.lease where released_at is null")
                == 1
        )
    }

    /// As after a fail-over: the lock is gone with the old server, the lease is not.
    private func takeOver() throws {
        try otherConnection.execute(
            "update ledger.lease set epoch = nextval('ledger.epoch'), run = 'other'"
        )
    }

    private func everything() throws -> [String] {
        try desk.rows(
            """
            select (select string_agg(c::text, ',') from ledger.charge c) as charges,
                (select string_agg(x::text, ',') from ledger.export x) as exports,
                (select string_agg(o::text, ',') from ledger.output o) as outputs,
                (select string_agg(l::text, ',') from ledger.lease l) as leases
            """,
            "charges",
            "exports",
            "outputs",
            "leases"
        )
    }
}

extension ClaimAnswer {
    var isClaimed: Bool {
        if case .claimed = self { true } else { false }
    }
}

extension StagedBytes {
    static func some(of text: String) -> StagedBytes {
        StagedBytes(
            stagedName: "\(text).e1",
            sha256: SHA256Digest(of: text).bytes,
            bytes: Int64(text.utf8.count),
            records: 1,
            idHash: "0000000000"
        )
    }
}
