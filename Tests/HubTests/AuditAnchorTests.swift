import BursarModel
import Dispatch
import Ledger
import PostgreSQL
import TestSupport
import Testing

@testable import Hub

/// The trail's end outside the database, without a run around it.
@Suite struct AuditAnchorTests {
    private let scratch: ScratchFolder
    private let database: TestDatabase
    private let ledger: Ledger
    private let connection: PostgresConnection
    private let home: Home
    private let now = Timestamp(seconds: 1_795_226_400)

    init() throws {
        scratch = try ScratchFolder()
        database = try TestDatabase(migrations: LedgerMigrations.all)
        connection = try database.connect()
        ledger = Ledger(connection)
        home = try Home("\(scratch.path)/home")
    }

    private func add(_ rows: Int) throws {
        for _ in 0..<rows { try ledger.audit(AuditEntry(.traced, at: nil, by: "ann")) }
    }

    private func findings() throws -> [String] {
        let report = try Verification(
            Hub(home: home, database: database.address),
            anchor: AuditAnchor(home)
        ).verify([])
        return report.findings.map { "\($0.kind.rawValue) \($0.subject)" }
    }

    @Test
    func `G12 a shorter trail is a fault until a person accepts it, and later cuts are again`()
        throws
    {
        let anchor = AuditAnchor(home)
        try add(5)
        try anchor.write(ledger, at: now)
        // As after a restore of an earlier day: the last rows are gone, and others follow.
        try connection.execute("set session_replication_role = replica")
        try connection.execute("delete from ledger.audit where number > 3")
        #expect(try findings() == ["audit_cut_off row 4"])
        try ledger.audit(AuditEntry(.databaseAccepted, at: nil, by: "ann"))
        try anchor.accept(ledger, at: now)
        #expect(try findings() == ["anchor_accepted anchor line 1"])
        try add(4)
        try anchor.write(ledger, at: now)
        #expect(try findings() == ["anchor_accepted anchor line 1"])
        try connection.execute("delete from ledger.audit where number > 6")
        #expect(try findings() == ["anchor_accepted anchor line 1", "audit_cut_off row 7"])
    }

    @Test func `hubs that write at once leave whole lines, each behind the other`() throws {
        let (home, database, now) = (home, database, now)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let ledger = Ledger(try database.connect())
                for _ in 0..<10 {
                    try ledger.audit(AuditEntry(.traced, at: nil, by: "ann"))
                    try AuditAnchor(home).write(ledger, at: now)
                }
            } catch {
                Issue.record("\(error)")
            }
        }
        var counts: [Int64] = []
        _ = try AuditAnchor(home).read { _, found in
            if case .line(let line) = found {
                counts.append(line.head.count)
            } else {
                Issue.record("\(found)")
            }
        }
        #expect(counts == counts.sorted())
        #expect(Set(counts).count == counts.count)
        #expect(counts.last == 41)
        #expect(try findings() == [])
    }

    @Test func `nothing is written twice, and another home's key makes every line a stranger`()
        throws
    {
        let anchor = AuditAnchor(home)
        #expect(try anchor.write(ledger, at: now) != nil)
        #expect(try anchor.write(ledger, at: now) == nil)
        let other = try Home("\(scratch.path)/other")
        try AuditAnchor(other).write(ledger, at: now)
        let borrowed = AuditAnchor(other, at: "\(home.path)/audit.anchor")
        var forged = 0
        _ = try borrowed.read { _, found in if case .forged = found { forged += 1 } }
        #expect(forged == 1)
    }

    @Test func `a path that ends in no name is refused`() throws {
        #expect(throws: HubError.self) {
            try AuditAnchor(home, at: "\(scratch.path)/").write(ledger, at: now)
        }
    }
}
