import Dispatch
import Synchronization
import TestSupport
import Testing

/// Runs that work on one home and one database at the same time.
@Suite struct TwoRunsTests {
    private let site: HubSite

    init() throws { site = try HubSite() }

    @Test func `F08: two runs at once write every fee once`() throws {
        let keys = ["chico", "fresno", "humboldt", "pomona", "sonoma", "fullerton"]
        let campuses = keys.map { CampusDeclaration($0) }
        try site.onboard(campuses)
        for (number, campus) in campuses.enumerated() {
            try site.put(.fines(campus.code, job: number + 1, 30), at: campus.key)
        }
        let runs = try together(3) { _ in try site.run() }
        for run in runs {
            #expect(run.exit == 0)
            let outcomes = try run.json["campuses"].items.compactMap { $0["outcome"].string }
            #expect(Set(outcomes).isSubset(of: ["ok", "busy", "nothing"]))
            #expect(try run.json["balanced"] == true)
        }
        // What one run found busy, another has finished, or this one does.
        #expect(try site.runToTheEnd().exit == 0)
        for (number, campus) in campuses.enumerated() {
            let fees = ExportBuilder.fines(30, from: (number + 1) * 1000)
            #expect(try site.outbox(of: campus.key) == [debitsName: debits(fees)])
            #expect(try site.inbox(of: campus.key) == [])
        }
        #expect(try site.ledger.charges == 180)
        #expect(try site.ledger.outputs == 6)
    }

    @Test func `two people who onboard at once leave one revision`() throws {
        let campus = CampusDeclaration("humboldt")
        try site.onboard([CampusDeclaration("sonoma")])
        try site.scratch.write(campus.yaml, to: "campuses/humboldt.yaml")
        let path = "\(site.scratch.path)/campuses"
        let outcomes = try together(2) { _ in
            try site.command(["onboard", "--yes", "--json", path])
        }
        #expect(outcomes.map(\.exit) == [0, 0])
        let changes = try outcomes.map { try $0.campus("humboldt")["change"].string ?? "" }
        #expect(changes.sorted() == ["added", "unchanged"])
    }

    private func together(
        _ count: Int,
        _ work: @Sendable (Int) throws -> HubProcess.Outcome
    ) throws -> [HubProcess.Outcome] {
        let results = Mutex<[Result<HubProcess.Outcome, any Error>]>([])
        DispatchQueue.concurrentPerform(iterations: count) { number in
            let result = Result { try work(number) }
            results.withLock { $0.append(result) }
        }
        return try results.withLock { $0 }.map { try $0.get() }
    }
}
