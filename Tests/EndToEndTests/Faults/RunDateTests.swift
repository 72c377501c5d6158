import BursarModel
import Hub
import PostgreSQL
import Synchronization
import TestSupport
import Testing

/// Nights on which clocks go back or forward, and the last second of a term.
@Suite struct RunDateTests {
    /// Both show 01:30 on 1 November 2026 in California.
    private static let twice: [Int64] = [1_793_521_800, 1_793_525_400]
    /// The last second before clocks go from 02:00 to 03:00 on 8 March 2026, and the next.
    private static let absent: [Int64] = [1_772_963_999, 1_772_964_000]
    /// 23:59:59 on 31 December 2026 in California, the last day of the first term.
    private static let lastSecond: Int64 = 1_798_790_399

    private static let terms = """
        terms:
          - {code: "2267", from: 2026-01-01, to: 2026-12-31}
          - {code: "2273", from: 2027-01-01, to: 2027-12-31}
        term_date: run.date
        """

    private let site: HubSite

    init() throws {
        site = try HubSite()
        let campus = CampusDeclaration("humboldt").with(\.format, "control")
            .with(\.more, RunDateTests.terms)
        #expect(
            try site.onboard([campus], formats: ["control": SampleFormats.control]).exit == 0
        )
    }

    /// A run in this process, by a clock that begins at a moment and moves on by a second at
    /// every look.
    private func run(at seconds: Int64) throws -> RunSummary {
        let looks = Mutex<Int64>(0)
        let clock = HubClock {
            let passed = looks.withLock { looks in
                looks += 1
                return looks - 1
            }
            return Timestamp(microseconds: seconds * 1_000_000).adding(seconds: passed)
        }
        let hub = Hub(
            home: try Home(site.home),
            database: PostgresAddress(site.databaseURI),
            clock: clock
        )
        return try hub.run(RunRequest(workers: 1, settleSeconds: 0)).summary
    }

    @Test(arguments: [(twice, "20261101"), (absent, "20260308")])
    func `F44 runs across the change of clocks are ordered by UTC and share no name`(
        _ moments: [Int64],
        _ day: String
    ) throws {
        var runs: [RunSummary] = []
        for (number, moment) in moments.enumerated() {
            // Younger fees would be of the future.
            var export = ExportBuilder.fines("HUMBOLDTBURSAR", job: number + 1)
            export.fees = export.fees.map { $0.with(\.date, "02/16/2026 14:02:11") }
            try site.put(export, at: "humboldt")
            runs.append(try run(at: moment))
        }
        #expect(runs.map { $0.campuses.first?.outcome } == [.ok, .ok])
        #expect(runs[0].startedAt < runs[1].startedAt)
        #expect(Set(runs.map(\.run)).count == 2)
        for run in runs {
            let finished = try #require(run.finishedAt)
            #expect(finished >= run.startedAt)
        }
        #expect(
            try site.names(in: "outbox/humboldt").sorted() == [
                "humboldt-\(day)-001.dat", "humboldt-\(day)-002.dat",
            ]
        )
        let disordered = try site.number(
            """
            select count(*) as number from ledger.campus_run where finished_at < started_at
            """
        )
        #expect(disordered == 0)
    }

    @Test func `F45 a run that begins in a term's last second has one term in all lines`() throws {
        try site.put(.fines("HUMBOLDTBURSAR", job: 1, 50), at: "humboldt")
        #expect(try run(at: RunDateTests.lastSecond).campuses.first?.outcome == .ok)
        let files = try site.outbox(of: "humboldt")
        #expect(files.count == 1)
        let (name, text) = try #require(files.first)
        let terms = Set(RunDateTests.terms(in: text))
        #expect(terms == [name.contains("20261231") ? "2267" : "2273"])
    }

    /// Killed on the term's last day, taken up the next day: what was planned stays.
    @Test func `F45 what was planned on a term's last day has its term when rendered again`()
        throws
    {
        try site.put(.fines("HUMBOLDTBURSAR", job: 1, 9), at: "humboldt")
        let killed = try site.run("--run-date", "2026-12-31", failpoints: "t1.after_commit=crash")
        #expect(killed.wasKilled)
        for _ in 0..<50 {
            if try site.run(onDay: "2027-01-01").campus("humboldt")["outcome"] != "busy" { break }
        }
        let files = try site.outbox(of: "humboldt")
        #expect(files.keys.sorted() == ["humboldt-20261231-001.dat"])
        #expect(Set(RunDateTests.terms(in: files.first?.value ?? "")) == ["2267"])
    }

    /// Columns 25 to 28 of the detail records.
    private static func terms(in text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("D") }.map {
            String($0.dropFirst(24).prefix(4))
        }
    }
}
