import BursarModel
import Dispatch
import Ledger
import PostgreSQL
import Synchronization
import TestSupport
import Testing

@Suite struct RegistryRecordTests {
    private let desk: LedgerDesk

    init() throws { desk = try LedgerDesk() }

    @Test func `recording what is in force already changes nothing`() throws {
        #expect(try desk.onboard(.chico) == (.added, 1))
        #expect(try desk.onboard(.chico) == (.unchanged, 1))
        #expect(
            try desk.count("select count(*) as count from registry.revision where campus = 'chico'")
                == 1
        )
    }

    @Test func `revisions count within a campus and the newest is in force`() throws {
        #expect(try desk.onboard(.chico) == (.added, 1))
        #expect(try desk.onboard(.chico, text: "second") == (.changed, 2))
        #expect(try desk.onboard(.chico) == (.changed, 3))
        #expect(try desk.ledger.revisionInForce(of: .chico)?.revision == 3)
        #expect(try desk.ledger.revisionInForce(of: .named("fresno"))?.revision == nil)
        let inForce = try desk.ledger.campusesInForce(hubVersion: "1.0", at: LedgerDesk.evening)
        #expect(inForce.map(\.campus) == [.chico, .humboldt])
        #expect(inForce.map(\.revision) == [3, 1])
    }

    @Test func `a campus comes back as it was recorded`() throws {
        let campus = try #require(
            try desk.ledger.campusesInForce(hubVersion: "1.0", at: LedgerDesk.evening).first
        )
        let record = RevisionRecord.synthetic(.humboldt)
        #expect(campus.name == record.name)
        #expect(campus.state == .live)
        #expect(campus.timeZone == record.timeZone)
        #expect(campus.layoutConfirmed)
        #expect(campus.outbox == record.outbox)
        #expect(campus.profiles == record.profiles)
        #expect(campus.unfinishedOutputs == 0)
        #expect(campus.openHeld == 0)
    }

    private static let texts = [
        #"quotes ' " ''' \ \\ \n \u0041 {"a": [1]} $1 %s"#, "\ttabs\r\nand\u{2028}lines\u{85}\n",
        "é ø 漢字 🎓 e\u{301} \u{200B}\u{202E}\u{FEFF}\u{E000}", "", " \n",
        String(repeating: #"x: "\\é" # ü"# + "\n", count: 14_000),
    ]

    @Test func `sources come back byte for byte`() throws {
        for (index, text) in RegistryRecordTests.texts.enumerated() {
            let revision = try desk.onboard(.humboldt, text: text).revision
            let sources = try desk.ledger.sources(of: .humboldt, revision: revision)
            #expect(sources.map(\.name) == ["humboldt.yaml"])
            let areSame = sources.map { Array($0.text.utf8) } == [Array(text.utf8)]
            #expect(areSame, "text \(index)")
        }
    }

    @Test func `sources keep their order`() throws {
        var record = RevisionRecord.synthetic(.chico)
        record.sources = ["b.yaml", "a.yaml", "formats/c.yaml"].map { .init(name: $0, text: $0) }
        _ = try desk.ledger.record(
            record,
            by: "x",
            at: LedgerDesk.evening,
            hubVersion: "1.0"
        )
        #expect(
            try desk.ledger.sources(of: .chico, revision: 1).map(\.name)
                == ["b.yaml", "a.yaml", "formats/c.yaml"]
        )
    }

    @Test func `two who record at once get a revision each`() throws {
        let failures = Mutex<[String]>([])
        let database = desk.database
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            do {
                let ledger = Ledger(try database.connect())
                _ = try ledger.record(
                    RevisionRecord.synthetic(.chico, text: "text \(number / 2)"),
                    by: "x",
                    at: LedgerDesk.evening,
                    hubVersion: "1.0"
                )
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        let revisions = try desk.rows(
            "select revision::text as r from registry.revision where campus = 'chico' order by revision",
            "r"
        )
        #expect(revisions == (1...revisions.count).map { "\($0)" })
        #expect((4...8).contains(revisions.count))
        #expect(
            try desk.ledger.revisionInForce(of: .chico)?.revision == revisions.count
        )
    }

    @Test func `a failed record leaves the campus as it was`() throws {
        var record = RevisionRecord.synthetic(.humboldt, text: "new")
        record.profiles.append(record.profiles[0])
        #expect(throws: PostgresError.self) {
            try desk.ledger.record(record, by: "x", at: LedgerDesk.evening, hubVersion: "1.0")
        }
        #expect(try desk.ledger.revisionInForce(of: .humboldt)?.revision == 1)
        #expect(try desk.count("select count(*) as count from registry.revision") == 1)
    }
}
