import BursarModel
import Ledger
import PostgreSQL
import TestSupport
import Testing

/// What the one function that takes charges away refuses, whoever asks it and whatever for.
@Suite struct PurgeGuardTests {
    private let desk: LedgerDesk
    private let administrator: PostgresConnection
    /// Of the role that may call it, and nothing else.
    private let purge: PostgresConnection

    init() throws {
        desk = try LedgerDesk()
        administrator = try desk.administrator()
        // Its own login has few places, and tests run side by side.
        purge = try PostgresConnection(
            desk.database.address.actingAs(LedgerRole.purge.name),
            applicationName: "tests"
        )
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1"), .charge(nil)]))
    }

    private func expectRefused(_ statement: PostgresStatement) throws {
        do {
            try purge.execute(statement)
            Issue.record("it was done: \(statement.text)")
        } catch {
            #expect(error.state?.rawValue == "55000", "\(error)")
        }
        #expect(try desk.count("select count(*) as count from ledger.charge") == 2)
        #expect(try desk.count("select count(*) as count from ledger.purged") == 0)
        #expect(
            try desk.count("select count(purged_at) as count from ledger.export") == 0
        )
    }

    private func purging(
        _ claim: Claim,
        epoch: Int64? = nil,
        check: String = "0123456789abcdef0123456789abcdef",
        exports: [Int] = [],
        outputs: [Int] = [],
        forgotten: [Int] = [],
        ids: [String] = []
    ) -> PostgresStatement {
        let marks = ids.map { _ in [UInt8](repeating: 7, count: 32) }
        return """
            select ledger.purge_charges('humboldt', \(epoch ?? claim.epoch),
                convert_to(\(check), 'UTF8'), \(exports)::bigint[]::integer[],
                \(outputs)::bigint[]::integer[], \(forgotten)::bigint[]::integer[],
                \(ids.map { _ in "btx" })::text[], \(ids)::text[],
                \(ids.map { _ in 1 })::bigint[]::integer[], \(marks)::bytea[],
                \(ids.map { _ in 0 })::bigint[]::integer[], \(marks)::bytea[])
            """
    }

    @Test func `G13 the login of runs cannot purge, nor take the place of the role that may`()
        throws
    {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        for statement: PostgresStatement in [
            purging(claim, exports: [1]), "set role bursarhub_purge",
            "set session authorization bursarhub_purge",
            "grant bursarhub_purge to bursarhub_run",
        ] {
            do {
                try desk.connection.execute(statement)
                Issue.record("it was done: \(statement.text)")
            } catch {
                #expect(error.state == .insufficientPrivilege, "\(error)")
            }
        }
        #expect(try !desk.ledger.mayPurge())
        #expect(throws: (any Error).self) {
            try desk.ledger.purge(try desk.plan(at: desk.campus), under: claim, desk.purgeTerms)
        }
        #expect(try desk.count("select count(*) as count from ledger.charge") == 2)
        #expect(try desk.count("select count(*) as count from ledger.purge") == 0)
    }

    @Test func `a purge leaves its session the rights that it had`() throws {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        let session = try PostgresConnection(
            desk.database.address.actingAs(LedgerRole.run.name),
            applicationName: "tests"
        )
        defer { session.close() }
        let ledger = Ledger(session)
        #expect(try ledger.mayPurge())
        let done = try ledger.purge(try desk.plan(at: desk.campus), under: claim, desk.purgeTerms)
        #expect(done.charges == 2)
        let user = try session.query("select current_user::text as name").first
        #expect(try user?.get("name") == LedgerRole.run.name)
        #expect(throws: PostgresError.self) { try session.execute(purging(claim)) }
    }

    @Test func `nothing goes without the campus's claim`() throws {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        try expectRefused(purging(claim, epoch: claim.epoch - 1, exports: [1]))
        try desk.ledger.release(claim)
        try expectRefused(purging(claim, exports: [1]))
    }

    @Test func `nothing of the running fiscal year goes, whatever is configured`() throws {
        let claim = try desk.claim()
        try administrator.execute("update ledger.export set taken_at = now()")
        try expectRefused(purging(claim, exports: [1]))
        try administrator.execute("update ledger.output set planned_at = now()")
        try expectRefused(purging(claim, outputs: [1]))
    }

    @Test func `nothing that is open goes, nor a charge without its export`() throws {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        // Outputs only with their exports, exports only once.
        try expectRefused(purging(claim, outputs: [1]))
        try expectRefused(purging(claim, exports: [1, 2]))
        try expectRefused(purging(claim, ids: ["1"]))
        try expectRefused(purging(claim, forgotten: [1]))
        try administrator.execute(
            "update ledger.output set state = 'planned', void_at = null, voided_by = null"
        )
        try expectRefused(purging(claim, exports: [1]))
    }

    @Test func `one campus has one key`() throws {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        try purge.execute(purging(claim))
        try expectRefused(purging(claim, check: "another key, of 32 bytes as well", exports: [1]))
    }

    @Test func `F58 fees that were staged without their marks are not booked`() throws {
        try desk.purgeAll(at: desk.campus)
        let claim = try desk.claim()
        #expect(claim.hasPurgedCharges)
        let staging = try desk.ledger.stageFees()
        var builder = DraftBuilder(staging, firstExport: claim.nextExport)
        try builder.read(TestExport("b.xml", number: "2", [.charge("1")]))
        let draft = builder.draft
        #expect(throws: LedgerError.self) { try desk.settle(draft, under: claim) }
        #expect(try desk.count("select count(*) as count from ledger.charge") == 0)
    }

    @Test func `an output of which a fee was purged cannot be taken back`() throws {
        try desk.purgeAll(at: desk.campus)
        try administrator.execute(
            """
            update ledger.output
            set state = 'waiting', staged_at = now(), staged_name = 's', sha256 = sha256('x'),
                bytes = 1, void_at = null, voided_by = null, purged_at = null
            """
        )
        let claim = try desk.claim()
        #expect(throws: LedgerError.self) {
            try desk.ledger.void(
                1,
                in: .waiting,
                under: claim,
                VoidTerms(
                    author: "somebody",
                    note: "",
                    joinsNext: false,
                    hubVersion: "1.0",
                    now: LedgerDesk.evening
                )
            )
        }
    }

    @Test func `a further charge of the same key is purged beside the first`() throws {
        try desk.purgeAll(at: desk.campus)
        // As a person's release of a changed fee books it, whatever number it draws.
        let claim = try desk.claim()
        try desk.settle(
            try desk.draft([TestExport("b.xml", number: "2", [.charge("9")])], under: claim),
            under: claim
        )
        try desk.ledger.release(claim)
        try administrator.execute("update ledger.charge set id = '1'")
        #expect(try desk.purgeAll(at: desk.campus).charges == 1)
        #expect(
            try desk.count("select count(*) as count from ledger.purged where kind = 'btx'") == 2
        )
    }
}
