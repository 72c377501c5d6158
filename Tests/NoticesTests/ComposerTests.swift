import BursarModel
import Declarations
import Notices
import TestSupport
import Testing

/// What notes say, of a night with a late, a held and a failed campus.
@Suite struct ComposerTests {
    private static let start = Timestamp(seconds: 1_795_399_802)

    private func settings() throws -> NoticeSettings {
        let findings = Findings(file: "notices.yaml")
        return try #require(
            NoticeSettings(
                DeclarationFile(
                    name: "notices.yaml",
                    text: """
                        from: hub@csu.example
                        consortium: [it@csu.example]
                        link: https://hub.csu.example
                        webhook: {url: "https://chat.csu.example/x", secret_file: s}

                        """
                ),
                findings: findings
            )
        )
    }

    private func campus(
        _ key: String,
        _ name: String,
        _ outcome: CampusOutcome = .ok,
        message: String = "",
        written: Tally = .zero,
        held: [HeldCount] = []
    ) throws -> CampusSummary {
        let count = held.reduce(0) { $0 + $1.tally.count }
        var books = Books(
            written: written,
            diverted: .zero,
            held: Tally(count: count, chargeCents: 1500 * count, creditCents: 0),
            duplicate: .zero,
            skipped: .zero
        )
        for bucket in Bucket.allCases { try books.read.add(books[bucket]) }
        return CampusSummary(
            campus: try #require(CampusKey(key)),
            name: name,
            timeZone: "America/Los_Angeles",
            state: .live,
            layoutConfirmed: true,
            outcome: outcome,
            message: message,
            remedy: outcome == .failed ? "put it right and run again" : nil,
            books: books,
            outputs: written.count == 0 ? [] : [try output(key, written)],
            heldByReason: held
        )
    }

    private func output(_ key: String, _ tally: Tally) throws -> OutputSummary {
        OutputSummary(
            id: "\(key)-17",
            campus: try #require(CampusKey(key)),
            run: "20261122-181002-0001",
            name: "bursar-converted-DEBITS-22112026.dat",
            kind: .sfs,
            state: .published,
            sha256: nil,
            bytes: 100,
            records: tally.count,
            chargeCents: tally.chargeCents,
            creditCents: tally.creditCents,
            idHash: nil,
            path: "/srv/bursarhub/outbox/\(key)/bursar-converted-DEBITS-22112026.dat",
            recovered: false,
            publishedAt: ComposerTests.start.adding(seconds: 30),
            collectedAt: nil,
            loadSettings: [
                LoadSetting(name: "group_type", value: "LIB"),
                LoadSetting(name: "layout", value: "LIBFEES"),
            ]
        )
    }

    private func status(_ campus: CampusSummary, isLate: Bool = false) -> CampusStatus {
        CampusStatus(
            campus: campus.campus,
            name: campus.name,
            timeZone: campus.timeZone,
            state: .live,
            layoutConfirmed: true,
            health: isLate ? .overdue : .ok,
            lastExport: .init(
                file: "X-1.xml",
                receivedAt: ComposerTests.start.adding(seconds: -172_800),
                exportNumber: nil
            ),
            nextExportExpectedAt: nil,
            lastRun: nil,
            open: .init(heldFees: 0, heldExports: 0, inDoubtOutputs: 0, waitingOutputs: 0),
            today: .zero,
            month: .zero,
            fiscalYear: .zero,
            recentOutputs: [],
            needs: []
        )
    }

    private func telling(isDemo: Bool = false, hostile: Bool = false) throws -> Telling {
        let held = HeldCount(
            reason: .noItemType,
            feeType: hostile ? "<i>\r\nBcc: x" : "LOCKERKEY",
            tally: Tally(count: 3, chargeCents: 4500, creditCents: 0)
        )
        let late = try campus("fresno", "California State University, Fresno", .nothing)
        let loading = try campus(
            "humboldt",
            hostile
                ? "Humboldt\r\nBcc: x@y.example <script>"
                : "California State Polytechnic University, Humboldt",
            .attention,
            written: Tally(count: 41, chargeCents: 120_400, creditCents: 0),
            held: [held]
        )
        let broken = try campus(
            "san-jose",
            "San José State University",
            .failed,
            message: "the location cannot be read: permission denied"
        )
        let quiet = try campus("chico", "California State University, Chico", .nothing)
        let campuses = [quiet, late, loading, broken]
        var totals = Books.zero
        for campus in campuses { try totals.add(campus.books) }
        let run = RunSummary(
            run: "20261122-181002-0001",
            startedAt: ComposerTests.start,
            finishedAt: ComposerTests.start.adding(seconds: 48),
            mode: .live,
            isDemo: isDemo,
            campuses: campuses,
            totals: totals,
            balanced: true
        )
        let statuses = [
            status(quiet), status(late, isLate: true), status(loading), status(broken),
        ]
        return Telling(
            summary: run,
            status: StatusReport(
                asOf: ComposerTests.start.adding(seconds: 60),
                isDemo: isDemo,
                campuses: statuses
            ),
            tellsConsortium: true,
            tellsWebhook: true,
            campuses: zip(campuses, statuses).dropFirst().map { summary, status in
                Telling.Campus(
                    summary: summary,
                    status: status,
                    outputs: summary.outputs,
                    isRelieved: false,
                    contacts: ["billing@\(summary.campus.text).example"]
                )
            }
        )
    }

    @Test func `a night's notes are what they were, byte for byte`() throws {
        let notices = Composer(try settings()).notices(try telling())
        #expect(
            notices.map(\.subject) == [
                "BursarHub: everything sent but for San José, Fresno and Humboldt (22 Nov)",
                "BursarHub: everything sent but for San José, Fresno and Humboldt (22 Nov)",
                "Fresno: the export is overdue",
                "Humboldt: 1 file to load, 41 records, $1,204.00; 3 fees held",
                "San José: the run failed",
            ]
        )
        try expectGolden(notices[0].body, "run.txt")
        try expectGolden(notices[0].html ?? "", "run.html")
        try expectGolden(notices[1].body + "\n", "run.json")
        try expectGolden(notices[2].body, "late.txt")
        try expectGolden(notices[3].body, "humboldt.txt")
        try expectGolden(notices[3].html ?? "", "humboldt.html")
        try expectGolden(notices[4].body, "failed.txt")
    }

    @Test func `no line of a text is wider than 76 columns but for a path or a command`() throws {
        for notice in Composer(try settings()).notices(try telling()) where notice.channel == .mail
        {
            for line in notice.body.split(separator: "\n") where line.count > 76 {
                #expect(line.contains("`") || !line.drop { $0 == " " }.contains(" "), "\(line)")
            }
        }
    }

    @Test func `a demonstration says so in subject, text, page and event`() throws {
        for notice in Composer(try settings()).notices(try telling(isDemo: true)) {
            #expect(notice.subject.hasPrefix("DEMO: "))
            switch notice.channel {
            case .mail:
                #expect(notice.body.hasPrefix("DEMO: "))
                #expect(notice.html?.contains(">DEMO</span>") == true)
            case .webhook: #expect(try JSON(notice.body)["demo"] == true)
            }
        }
    }

    @Test func `hostile names stay text`() throws {
        for notice in Composer(try settings()).notices(try telling(hostile: true)) {
            #expect(!notice.subject.contains { $0.isNewline })
            #expect(!notice.body.contains("\r"))
            #expect(notice.html?.contains("<script") != true)
            #expect(notice.html?.contains("<i>") != true)
            if notice.channel == .webhook {
                #expect(!notice.body.contains { $0.isNewline })
                _ = try JSON(notice.body)
            }
        }
    }
}
