import BursarModel
import Ledger
import PostgreSQL
import Testing

/// What the one function that takes charges away refuses, whoever asks it and whatever for.
@Suite struct PurgeGuardTests {
    private let desk: LedgerDesk

    init() throws {
        desk = try LedgerDesk()
        try desk.settle(TestExport("a.xml", number: "1", [.charge("1"), .charge(nil)]))
    }

    private func expectRefused(_ statement: PostgresStatement) throws {
        do {
            try desk.connection.execute(statement)
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

    private func purge(
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

    @Test func `nothing goes without the campus's claim`() throws {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        try expectRefused(purge(claim, epoch: claim.epoch - 1, exports: [1]))
        try desk.ledger.release(claim)
        try expectRefused(purge(claim, exports: [1]))
    }

    @Test func `nothing of the running fiscal year goes, whatever is configured`() throws {
        let claim = try desk.claim()
        try desk.connection.execute("update ledger.export set taken_at = now()")
        try expectRefused(purge(claim, exports: [1]))
        try desk.connection.execute("update ledger.output set planned_at = now()")
        try expectRefused(purge(claim, outputs: [1]))
    }

    @Test func `nothing that is open goes, nor a charge without its export`() throws {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        // Outputs only with their exports, exports only once.
        try expectRefused(purge(claim, outputs: [1]))
        try expectRefused(purge(claim, exports: [1, 2]))
        try expectRefused(purge(claim, ids: ["1"]))
        try expectRefused(purge(claim, forgotten: [1]))
        try desk.connection.execute(
            "update ledger.output set state = 'planned', void_at = null, voided_by = null"
        )
        try expectRefused(purge(claim, exports: [1]))
    }

    @Test func `one campus has one key`() throws {
        try desk.makeOld(desk.campus)
        let claim = try desk.claim()
        try desk.connection.execute(purge(claim))
        try expectRefused(purge(claim, check: "another key, of 32 bytes as well", exports: [1]))
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
        try desk.connection.execute(
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
        try desk.connection.execute("update ledger.charge set id = '1'")
        #expect(try desk.purgeAll(at: desk.campus).charges == 1)
        #expect(
            try desk.count("select count(*) as count from ledger.purged where kind = 'btx'") == 2
        )
    }
}
