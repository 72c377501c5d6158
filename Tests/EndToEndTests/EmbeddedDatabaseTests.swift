import Dispatch
import Synchronization
import TestSupport
import Testing

/// The private PostgreSQL under the home, for whoever gives no database.
@Suite struct EmbeddedDatabaseTests {
    private let site: HubSite

    init() throws { site = try HubSite(.embedded) }

    @Test func `the first command makes it, the second finds it, and an evening works`() throws {
        let before = try site.command(["database", "status"])
        #expect(before.exit == 0)
        #expect(before.output.contains("not made yet"))
        #expect(try site.onboard([CampusDeclaration("humboldt")]).exit == 0)
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.put(export, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(run.messages == "")
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
        let status = try site.command(["database", "status"])
        #expect(status.exit == 0)
        #expect(status.output.contains("running"))
        #expect(try site.command(["--version"]).output.contains("PostgreSQL server "))

        // It comes back with its books after it was stopped.
        #expect(try site.command(["database", "stop"]).exit == 0)
        #expect(try site.command(["database", "status"]).output.contains("stopped"))
        try site.collect(from: "humboldt")
        try site.put(export.again(job: 2), at: "humboldt")
        let second = try site.run()
        #expect(second.exit == 0)
        #expect(try second.campus("humboldt").counts == ["read": 3, "duplicate": 3])
    }

    @Test func `a check of files makes no home and no database`() throws {
        let checked = try site.onboard([CampusDeclaration("humboldt")], answering: ["--check"])
        #expect(checked.exit == 0)
        #expect(try site.names(in: "postgres") == [])
        #expect(try site.command(["database", "status"]).output.contains("not made yet"))
    }

    @Test func `two commands that start at once share one server`() throws {
        let outcomes = Mutex<[HubProcess.Outcome?]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { _ in
            let outcome = try? site.command(["campus", "list", "--json"])
            outcomes.withLock { $0.append(outcome) }
        }
        #expect(outcomes.withLock { $0.map { $0?.exit } } == [0, 0, 0])
    }

    @Test func `stopping what does not run is no error`() throws {
        #expect(try site.command(["database", "stop"]).exit == 0)
        #expect(!site.exists("postgres/data"))
    }
}
