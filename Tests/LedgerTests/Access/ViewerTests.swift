import BursarModel
import Ledger
import PostgreSQL
import TestSupport
import Testing

/// What pages read, as the consortium and as a campus: the same questions, each with its own rights.
@Suite struct ViewerTests {
    private let wall: WalledLedger
    private let ledger: Ledger

    init() throws {
        wall = try WalledLedger()
        ledger = Ledger(try wall.desk.database.connect(as: LedgerRole.status.name))
        let administrator = try wall.desk.administrator()
        defer { administrator.close() }
        for statement in Self.further { try administrator.execute(statement) }
    }

    /// A held fee of each campus that another version of it is known of, and a void output.
    private static let further: [PostgresStatement] = [
        "update ledger.held_fee set reason = 'changed'",
        """
        update ledger.output
        set state = 'void', void_at = now(), voided_by = 'somebody', decision = 'void',
            decided_by = 'somebody', decided_at = now(), decision_reason = 'wrong day'
        where output = 1
        """,
        "update ledger.held_fee set from_output = 1",
        "update ledger.export set reason = 'export_reused' where state = 'held'",
        """
        insert into ledger.expectation values ('humboldt', '1', 1, 1, 2, 'x', null, now())
        """,
    ]

    /// Every reading function, of all campuses or of one: what it gives, as text.
    private static let readings:
        [(name: String, read: @Sendable (Ledger, CampusKey) throws -> String)] = [
            (
                "standings",
                {
                    ledger,
                    _ in
                    "\(try ledger.standings(of: [], since: nil, hubVersion: "2", at: LedgerDesk.evening))"
                }
            ),
            (
                "a campus's standing",
                {
                    "\(try $0.standings(of: [$1], since: nil, hubVersion: "2", at: LedgerDesk.evening))"
                }
            ),
            (
                "registeredCampuses",
                { ledger, _ in
                    "\(try ledger.registeredCampuses(hubVersion: "2", at: LedgerDesk.evening))"
                }
            ),
            ("heldByReason", { ledger, _ in "\(try ledger.heldByReason())" }),
            ("a campus's heldByReason", { "\(try $0.heldByReason(at: $1))" }),
            ("newestRun", { ledger, _ in "\(try ledger.newestRun() as Any)" }),
            ("runEntries", { ledger, _ in "\(try ledger.runEntries(limit: 50))" }),
            ("summary", { "\(try $0.summary(of: "run-\($1)") as Any)" }),
            ("summary of my run", { ledger, _ in "\(try ledger.summary(of: "run-own") as Any)" }),
            ("held", { ledger, _ in "\(try ledger.held(at: nil))" }),
            ("a campus's held", { "\(try $0.held(at: $1))" }),
            ("heldList", { ledger, _ in "\(try ledger.heldList(at: nil, limit: 9))" }),
            ("a campus's heldList", { "\(try $0.heldList(at: $1, limit: 9))" }),
            ("outputList", { ledger, _ in "\(try ledger.outputList(of: nil, limit: 9))" }),
            ("a campus's outputList", { "\(try $0.outputList(of: $1, limit: 9))" }),
            ("a campus's runList", { "\(try $0.runList(at: $1, limit: 9))" }),
            ("heldItem", { "\(try $0.heldItem(.fee($1, 1)) as Any)" }),
            ("held export", { "\(try $0.heldItem(.export($1, 2)) as Any)" }),
            ("heldDetail", { "\(try $0.heldDetail(.fee($1, 1)) as Any)" }),
            ("heldDetail of an export", { "\(try $0.heldDetail(.export($1, 2)) as Any)" }),
            ("expectations", { ledger, _ in "\(try ledger.expectations())" }),
            ("outputs", { ledger, _ in "\(try ledger.outputs(of: nil))" }),
            ("a campus's outputs", { "\(try $0.outputs(of: $1, limit: 3))" }),
            ("outputSummary", { "\(try $0.outputSummary(OutputID($1, 1)) as Any)" }),
            (
                "outputDetail",
                { "\(try $0.outputDetail(OutputID($1, 1), withCharges: false) as Any)" }
            ),
            ("exportDetail", { "\(try $0.exportDetail(ExportID($1, 1)) as Any)" }),
            ("exportDetail of a held one", { "\(try $0.exportDetail(ExportID($1, 2)) as Any)" }),
        ]

    @Test func `G10 the consortium reads every campus, and no student's id`() throws {
        var seen = ""
        for reading in Self.readings {
            let text = try ledger.asViewer(.consortium) { ledger in
                try reading.read(ledger, WalledLedger.other)
            }
            #expect(!text.contains("900777001"), "\(reading.name)")
            #expect(!text.contains("900000001"), "\(reading.name)")
            if reading.name != "summary of my run", reading.name != "newestRun" {
                #expect(!WalledLedger.canaries(in: text).isEmpty, "\(reading.name): \(text)")
            }
            seen += text
        }
        #expect(
            Set(WalledLedger.canaries(in: seen)).isSuperset(of: [
                "DELTATYPE", "DELTABURSAR", "776655", "Campus delta", "delta-note",
                "delta-message", "run-delta", "output-delta",
            ])
        )
    }

    @Test func `G10 a campus reads its own, and of another no row, total, file name or message`()
        throws
    {
        for reading in Self.readings {
            for campus in [WalledLedger.own, WalledLedger.other] {
                let text = try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
                    try reading.read(ledger, campus)
                }
                let shown = text.replacing("run-delta", with: campus == WalledLedger.own ? "!" : "")
                #expect(WalledLedger.canaries(in: shown) == [], "\(reading.name)")
                #expect(!text.contains("delta-1"), "\(reading.name)")
                #expect(!text.contains("900000001"), "\(reading.name)")
            }
            let own = try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
                try reading.read(ledger, WalledLedger.own)
            }
            if !["summary", "held export", "heldDetail of an export"].contains(reading.name),
                reading.name != "exportDetail of a held one"
            {
                #expect(own != "[]" && own != "[:]" && own != "nil", "\(reading.name)")
            }
        }
    }

    @Test func `the run's commands read the same, students' ids besides`() throws {
        for reading in Self.readings {
            let run = try reading.read(wall.desk.ledger, WalledLedger.other)
            let consortium = try ledger.asViewer(.consortium) { ledger in
                try reading.read(ledger, WalledLedger.other)
            }
            if reading.name != "heldDetail" { #expect(run == consortium, "\(reading.name)") }
        }
        let detail = try #require(
            try wall.desk.ledger.outputDetail(OutputID(WalledLedger.own, 1), withCharges: true)
        )
        #expect(detail.charges.map(\.fee.studentID).contains("900000001"))
        #expect(detail.decision?.reason == "wrong day")
    }

    @Test func `G10 a run's totals are of the campus that looks`() throws {
        let tally = Tally(count: 3, chargeCents: 300)
        try wall.desk.begin("both")
        try wall.desk.record(
            .of(WalledLedger.own, .ok, written: tally),
            .of(WalledLedger.other, .attention, held: Tally(count: 7, chargeCents: 7_766_55)),
            run: "both"
        )
        let later = LedgerDesk.evening.adding(seconds: 60)
        try wall.desk.ledger.finishRun("both", at: later)
        let (all, entries) = try ledger.asViewer(.consortium) { ledger in
            (try ledger.summary(of: "both"), try ledger.runEntries(limit: 1))
        }
        #expect(all?.totals.read.count == 10)
        #expect(all?.campuses.count == 2)
        let own = try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
            (try ledger.summary(of: "both"), try ledger.runEntries(limit: 9))
        }
        #expect(own.0?.totals.read == tally)
        #expect(own.0?.campuses.map(\.campus) == [WalledLedger.own])
        #expect(own.1.map(\.run).sorted() == ["both", "run-own"])
        let entry = try #require(own.1.first { $0.run == "both" })
        #expect(entry.totals.read == tally && entry.campuses == 1 && entry.troubled == 0)
        #expect(entry.finishedAt == later)
        #expect(entries.count == 1)
        let before = try ledger.asViewer(.consortium) { ledger in
            try ledger.runEntries(limit: 9, before: LedgerDesk.evening)
        }
        #expect(before.isEmpty)
    }

    @Test func `G10 a campus follows its own fees, and the consortium none`() throws {
        let place = try #require(FeePlace("humboldt-x1.1", at: WalledLedger.own))
        let queries: [TraceQuery] = [
            .place(place), .held(1), .transaction("1"), .student("900000001"),
            .student("900777001"), .transaction("TXD-1"),
        ]
        let marks = PurgeMarks(LedgerDesk.key, of: WalledLedger.own)
        for query in queries {
            let run = try wall.desk.ledger.trace(query, at: WalledLedger.own, marks: marks)
            let own = try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
                try ledger.trace(query, at: WalledLedger.own, marks: marks)
            }
            #expect("\(own)" == "\(run)", "\(query)")
            let other = try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
                try ledger.trace(query, at: WalledLedger.other, marks: nil)
            }
            #expect(other.isEmpty, "\(query)")
            #expect(throws: PostgresError.self, "\(query)") {
                try ledger.asViewer(.consortium) { ledger in
                    try ledger.trace(query, at: WalledLedger.own, marks: nil)
                }
            }
        }
        let held = try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
            try ledger.heldDetail(.fee(WalledLedger.own, 1))
        }
        #expect(held?.versions.isEmpty == false)
        #expect(held?.versions.allSatisfy { $0.studentID == nil } == true)
    }

    @Test func `an export tells its outputs and what of it waits`() throws {
        let detail = try #require(
            try ledger.asViewer(.campus(WalledLedger.own)) { ledger in
                try ledger.exportDetail(ExportID(WalledLedger.own, 1))
            }
        )
        #expect(detail.id == "humboldt-x1")
        #expect(detail.books.read.count == 3 && detail.books.balance)
        #expect(detail.outputs.map(\.id) == ["humboldt-1"])
        #expect(detail.held.map(\.id) == ["humboldt-f1"])
        #expect(detail.revision == 1 && detail.run == "run-own")
    }

    @Test func `a viewer changes nothing, and the session is its own again`() throws {
        #expect(throws: PostgresError.self) {
            try ledger.asViewer(.consortium) { ledger in
                try ledger.noteTrace(
                    viewerName: "x",
                    campus: WalledLedger.own,
                    subject: "humboldt-x1.1"
                )
            }
        }
        let campuses = { try ledger.asViewer(.consortium) { try $0.outputs(of: nil).count } }
        let all = try campuses()
        let own = try ledger.asViewer(.campus(WalledLedger.own)) { try $0.outputs(of: nil).count }
        #expect(own < all)
        #expect(try campuses() == all)
    }

    @Test func `G13 who is not the status login takes nobody's place`() throws {
        #expect(throws: PostgresError.self) {
            try wall.desk.ledger.asViewer(.consortium) { try $0.newestRun() }
        }
        #expect(throws: PostgresError.self) {
            try wall.desk.ledger.asViewer(.campus(WalledLedger.own)) { try $0.newestRun() }
        }
        let campus = Ledger(try wall.desk.database.connect(as: WalledLedger.login))
        #expect(throws: PostgresError.self) {
            try campus.asViewer(.consortium) { try $0.newestRun() }
        }
        try wall.desk.onboard(.chico)
        #expect(throws: LedgerError.self) {
            try ledger.asViewer(.campus(.chico)) { try $0.newestRun() }
        }
    }
}
