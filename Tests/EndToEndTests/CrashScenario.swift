import Synchronization
import TestSupport
import Testing

/// An evening that is begun twice: undisturbed in one home, and killed on its way in another.
final class CrashScenario: Sendable {
    /// All that a consumer saw in the outboxes, and what the ledger held in the end.
    struct Ending: Equatable {
        var copies: [String]
        var ledger: LedgerCounts
        var exit: Int32?
    }

    private let campuses: [CampusDeclaration]
    private let formats: [String: String]
    /// Brings the site to the moment before the run that is killed.
    private let prepare: @Sendable (HubSite) throws -> Void
    private let undisturbed = Mutex<Ending?>(nil)

    private init(
        _ campuses: [CampusDeclaration],
        formats: [String: String] = [:],
        prepare: @escaping @Sendable (HubSite) throws -> Void
    ) {
        self.campuses = campuses
        self.formats = formats
        self.prepare = prepare
    }

    /// Runs once for each stop, dies there, then runs to the end, and compares.
    func expectSurvives(_ stops: String...) throws {
        let expected = try undisturbedEnding()
        let site = try HubSite()
        try site.onboard(campuses, formats: formats)
        try prepare(site)
        var copies: [String] = []
        for stop in stops {
            let killed = try site.run("--jobs", "1", failpoints: stop)
            #expect(killed.wasKilled, "the stop \(stop) was not reached")
            #expect(killed.output == "")
            copies += try collect(from: site)
        }
        let ending = try finish(site, with: copies)
        #expect(ending == expected)
        for campus in campuses { #expect(try site.inbox(of: campus.key) == []) }
        let after = try site.run()
        #expect(after.exit == expected.exit)
        #expect(try collect(from: site) == [])
    }

    private func undisturbedEnding() throws -> Ending {
        try undisturbed.withLock { known in
            if let known { return known }
            let site = try HubSite()
            try site.onboard(campuses, formats: formats)
            try prepare(site)
            let ending = try finish(site, with: [])
            known = ending
            return ending
        }
    }

    /// Runs without a fault, and lets the consumer take what comes.
    private func finish(_ site: HubSite, with earlier: [String]) throws -> Ending {
        let run = try site.runToTheEnd()
        let copies = earlier + (try collect(from: site))
        var ledger = try site.ledger
        ledger.campusRuns = 0  // killed runs leave none
        return Ending(copies: copies.sorted(), ledger: ledger, exit: run.exit)
    }

    /// A consumer that takes every file at once and keeps a copy of each.
    private func collect(from site: HubSite) throws -> [String] {
        try campuses.flatMap { campus in
            try site.collect(from: campus.key).map { "\(campus.key)/\($0.key)\n\($0.value)" }
        }
    }
}

extension CrashScenario {
    /// Two exports with charges, credits and community borrowers.
    static let plain = CrashScenario([CampusDeclaration("humboldt")]) { site in
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        try site.put(mixed(job: 2), at: "humboldt")
    }

    /// An export of which a part was booked before, and one fee of it with another amount.
    static let duplicates = CrashScenario([CampusDeclaration("humboldt")]) { site in
        let known = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        try site.put(known, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        var next = mixed(job: 2)
        next.fees =
            [known.fees[0], next.fees[0], known.fees[1].with(\.sum, "66.01")]
            + next.fees.dropFirst() + [known.fees[2], next.fees[0]]
        try site.put(next, at: "humboldt")
    }

    /// Fees held by an earlier run go out with a new export, under a corrected campus file.
    static let released = CrashScenario([CampusDeclaration("humboldt")]) { site in
        var first = mixed(job: 1)
        first.fees += [
            .init("900000011", "LOCKERKEY", "11", id: "911"),
            .init("900000012", "LOCKERKEY", "12", id: "912"),
        ]
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 1)
        try site.collect(from: "humboldt")
        let campus = CampusDeclaration("humboldt")
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        try site.onboard([campus.with(\.itemTypes, types)])
        try site.put(mixed(job: 2), at: "humboldt")
    }

    /// The larger export comes first, so that the second campus is the one that is killed.
    static let twoCampuses = CrashScenario(CampusDeclaration.pair) { site in
        try site.put(.fines("HUMBOLDTBURSAR", job: 1, 9), at: "humboldt")
        var small = mixed(job: 2)
        small.code = "SONOMABURSAR"
        try site.put(small, at: "sonoma")
    }

    /// Groups and orders of records, of which a part was booked before.
    static let arranged = CrashScenario(
        [ArrangedFormat.campus],
        formats: ["billing": ArrangedFormat.yaml]
    ) { site in
        let known = mixed(job: 1)
        try site.put(known, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        var next = mixed(job: 2)
        next.fees += [known.fees[3]] + mixed(job: 3).fees.reversed()
        try site.put(next, at: "humboldt")
        try site.put(mixed(job: 4), at: "humboldt")
    }

    private static func mixed(job: Int) -> ExportBuilder {
        ExportBuilder(
            "HUMBOLDTBURSAR",
            job: job,
            [
                .init("900000001", "OVERDUEFINE", "1.5", id: "\(job)01"),
                .init("900000002", "CREDIT", "-2.5", id: "\(job)02"),
                .init("U77", "OVERDUEFINE", "3.5", id: "\(job)03"),
                .init("900000003", "LOSTITEMPROCESSFEE", "20", id: "\(job)04"),
            ]
        )
    }
}
