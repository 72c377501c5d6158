import Ledger
import Posix
import PostgreSQL
import TestSupport
import Testing

/// A database or a home that came back from an earlier day, without the other.
@Suite struct RestoredPartTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let second = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2, 2)
    private let third = ExportBuilder.fines("HUMBOLDTBURSAR", job: 3, 1)

    init() throws {
        site = try HubSite()
        #expect(try site.onboard([CampusDeclaration("humboldt")]).exit == 0)
    }

    private func evening(_ export: ExportBuilder) throws {
        try site.put(export, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.collect(from: "humboldt") == [debitsName: debits(export.fees)])
    }

    private func command(
        _ arguments: [String],
        at database: TestDatabase
    ) throws -> HubProcess.Outcome {
        try HubProcess.run(
            arguments + ["--home", site.home, "--database", database.uri]
        )
    }

    /// Puts the home aside as a backup does, links, modes and times included.
    private func copyHome(to name: String) throws {
        let copied = try ChildProcess(
            "cp",
            ["-a", site.home, "\(site.scratch.path)/\(name)"]
        ).run(deadline: .seconds(30))
        #expect(copied.succeeded)
    }

    private func restoreHome(from name: String) throws {
        try site.scratch.move("home", to: "lost-home")
        try site.scratch.move(name, to: "home")
    }

    @Test func `F54 a database of yesterday is refused before a write, and doctor tells why`()
        throws
    {
        try evening(first)
        let yesterday = try TestDatabase(copying: #require(site.database))
        try evening(second)
        try site.put(third, at: "humboldt")
        let run = try site.run(at: yesterday.address)
        #expect(run.exit == 3)
        let message = try run.json["error"]["message"].string
        #expect(message?.contains("humboldt has published up to output 2") == true)
        #expect(try run.json["error"]["remedy"].string?.contains("doctor") == true)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [third.fileName])
        let doctor = try command(["doctor", "--json"], at: yesterday)
        #expect(doctor.exit == 3)
        let checks = try doctor.json["checks"]
        #expect(checks["check", "high-water"]["verdict"] == "problem")
        // What came since lies in the archive, and this database does not know it.
        let unknown = checks.items.filter { $0["check"] == "archive" }
        #expect(unknown.contains { $0["message"].string?.contains(second.fileName) == true })
        // The database of today goes on.
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(third.fees)])
    }

    @Test func `F54 nothing is decided with a database of yesterday`() throws {
        try evening(first)
        let yesterday = try TestDatabase(copying: #require(site.database))
        try evening(second)
        for words in [
            ["outputs", "reissue", "humboldt-1", "--not-in-peoplesoft", "--yes"],
            ["outputs", "void", "humboldt-1", "--not-in-peoplesoft", "--yes"],
            ["outputs", "confirm", "humboldt-1"], ["held", "release", "humboldt-f1"],
        ] {
            let refused = try command(words + ["--reason", "x", "--json"], at: yesterday)
            #expect(refused.exit == 3)
            let message = try refused.json["error"]["message"].string
            #expect(message?.contains("humboldt has published up to output 2") == true)
        }
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `F54 a person books what was sent and accepts the older database, on the record`()
        throws
    {
        try evening(first)
        let yesterday = try TestDatabase(copying: #require(site.database))
        try evening(second)
        let archived = try #require(
            try site.names(in: "archive/humboldt").first { $0.hasSuffix(second.fileName) }
        )
        let text = try site.scratch.text(of: "home/archive/humboldt/\(archived)")
        let file = try site.scratch.write(text, to: second.fileName)
        let booked = try command(
            ["baseline", "humboldt", file, "--reason", "sent on the 20th"],
            at: yesterday
        )
        #expect(booked.exit == 0)
        #expect(try site.run(at: yesterday.address).exit == 3)
        #expect(try command(["database", "accept"], at: yesterday).exit == 64)
        let accepted = try command(
            ["database", "accept", "--reason", "the newer backup is lost", "--json"],
            at: yesterday
        )
        #expect(accepted.exit == 0)
        #expect(try accepted.json["accepted"][0]["campus"] == "humboldt")
        #expect(try site.run(at: yesterday.address).exit == 0)

        // The same fees again are known, and no number is given twice.
        try site.put(second.again(job: 4), at: "humboldt")
        let again = try site.run(at: yesterday.address)
        #expect(again.exit == 0)
        #expect(try again.campus("humboldt").counts == ["read": 2, "duplicate": 2])
        try site.put(third, at: "humboldt")
        let next = try site.run(at: yesterday.address)
        #expect(next.exit == 0)
        #expect(try next.campus("humboldt")["outputs"][0]["id"] == "humboldt-3")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(third.fees)])
        let connection = try yesterday.connect()
        defer { connection.close() }
        let reason: String? = try connection.query(
            "select reason from ledger.accepted_database"
        ).first?.get("reason")
        #expect(reason == "the newer backup is lost")
        let audited = try connection.query(
            """
            select campus || ' ' || reason || ' ' || (facts ->> 'missing_up_to') as row
            from ledger.audit where act = 'database_accepted'
            """
        ).map { try $0.get("row") as String }
        #expect(audited == ["humboldt the newer backup is lost humboldt-2"])
        // The trail was longer once, and a person said why it is not any more.
        let verified = try command(["verify", "--json"], at: yesterday)
        #expect(verified.findings == ["anchor_accepted anchor line 2"])
        #expect(verified.exit == 0)
        // Nothing is left to accept.
        let nothing = try command(["database", "accept", "--reason", "x"], at: yesterday)
        #expect(nothing.exit == 64)
    }

    /// The staged file is not in the older home: missing proves nothing there.
    @Test(arguments: [
        "t2.after_commit=crash", "publish.after_high_water=crash", "publish.after_rename=crash",
    ])
    func `F55 in a home of yesterday a staged output is in doubt, and not sent again`(
        _ stop: String
    ) throws {
        try evening(first)
        try copyHome(to: "backup")
        try site.put(second, at: "humboldt")
        #expect(try site.run(failpoints: stop).wasKilled)
        let wasDelivered = try !site.collect(from: "humboldt").isEmpty
        #expect(wasDelivered == (stop == "publish.after_rename=crash"))
        try restoreHome(from: "backup")
        for _ in 1...2 {
            let run = try site.runToTheEnd()
            #expect(run.exit == 1)
            #expect(try run.campus("humboldt")["outputs"][0]["state"] == "in_doubt")
            #expect(try site.outbox(of: "humboldt") == [:])
        }
        #expect(try site.ledger.unfinishedOutputs == 1)
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `F55 a home of yesterday publishes nothing again, and doctor lists it`() throws {
        try evening(first)
        try copyHome(to: "backup")
        try evening(second)
        try restoreHome(from: "backup")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
        let doctor = try site.command(["doctor", "--json"])
        #expect(doctor.exit == 1)
        let checks = try doctor.json["checks"]
        #expect(checks["check", "high-water"]["verdict"] == "warning")
        #expect(
            checks.items.contains {
                $0["check"] == "archive" && $0["verdict"] == "problem"
            }
        )
        try evening(third)
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `F39 a staged file that was removed before its delivery began leaves it in doubt`()
        throws
    {
        try site.put(first, at: "humboldt")
        #expect(try site.run(failpoints: "t2.after_commit=crash").wasKilled)
        let staged = try #require(try site.names(in: "staging/humboldt").first)
        try site.remove("staging/humboldt/\(staged)")
        let run = try site.runToTheEnd()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "in_doubt")
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    /// Nobody but the hub may remove anything there; docs/operations.md says so.
    @Test func `F39 one that was removed after its delivery began cannot be told from published`()
        throws
    {
        try site.put(first, at: "humboldt")
        #expect(try site.run(failpoints: "publish.before_rename=crash").wasKilled)
        let staged = try #require(try site.names(in: "staging/humboldt").first)
        try site.remove("staging/humboldt/\(staged)")
        let run = try site.runToTheEnd()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "published")
        #expect(try site.outbox(of: "humboldt") == [:])
    }
}
