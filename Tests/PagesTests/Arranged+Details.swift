import BursarModel
import Status
import TestSupport
import Testing

@testable import Pages

extension Arranged {
    static func exportDetail() throws -> ExportDetail {
        let books = try books(
            written: tally(141, 306_576, 176),
            diverted: tally(2, 3000),
            held: tally(3, 4500)
        )
        return ExportDetail(
            id: "san-marcos-x9",
            campus: try key("san-marcos"),
            export: export("san-marcos", read: books.read),
            bytes: 184_221,
            profileCode: "SMBURSAR",
            run: "20261122-181002-0001",
            revision: 3,
            books: books,
            takenAt: start.adding(seconds: 2),
            bookedAt: start.adding(seconds: 9),
            outputs: [
                try output(
                    "san-marcos",
                    300,
                    "libfines.dat",
                    records: 141,
                    charges: 306_576,
                    credits: 176
                )
            ],
            held: Array(try heldItems().prefix(3))
        )
    }

    static func outputDetail() throws -> OutputDetail {
        let output = try output(
            "san-marcos",
            300,
            "libfines.dat",
            records: 141,
            fees: 150,
            charges: 306_576,
            credits: 176
        )
        return OutputDetail(
            output: output,
            revision: 3,
            format: "san-marcos-sf",
            runDate: try #require(CalendarDate(year: 2026, month: 11, day: 22)),
            runSequence: 1,
            plannedAt: start.adding(seconds: 9),
            stagedAt: start.adding(seconds: 10),
            voidAt: nil,
            voidedBy: nil,
            note: nil,
            decision: PersonsDecision(
                decision: "confirm",
                by: "registrar",
                reason: "it is in PeopleSoft",
                at: start
            ),
            madeOf: [.init(id: "san-marcos-299", name: "libfines.dat", state: .void, fees: 12)],
            charges: (1...4).map { number in
                .init(
                    record: number,
                    charge: "san-marcos-x9.\(number)",
                    transactionID: "INST0001914\(number)",
                    fee: version("900123456", number)
                )
            }
        )
    }

    static func version(_ student: String, _ ordinal: Int64) -> FeeVersion {
        FeeVersion(
            export: "SMBURSAR-2345678901-1795399.xml",
            ordinal: ordinal,
            studentID: student,
            feeType: "OVERDUEFINE",
            library: "MAIN",
            amountCents: 1250,
            date: CalendarDate(year: 2026, month: 11, day: 20),
            bucket: "written",
            output: "san-marcos-300"
        )
    }

    static func heldDetail() throws -> HeldDetail {
        HeldDetail(
            item: try heldItem("san-marcos", 7, .changed, feeType: "OVERDUEFINE", cents: 1250),
            state: .open,
            fromOutput: "san-marcos-299",
            decision: nil,
            versions: [version("900123456", 7), version("900123457", 3)],
            comparison: ExportComparison(new: 3, same: 12, changed: 1)
        )
    }

    static func tracedFee() throws -> TracedFee {
        let export = TracedExport(
            id: "san-marcos-x9",
            file: "SMBURSAR-2345678901-1795399.xml",
            sha256: String(repeating: "5e", count: 32),
            exportNumber: "23456789010001234",
            ordinal: 17,
            line: 612,
            receivedAt: start.adding(seconds: -400_000),
            bookedAt: start.adding(seconds: -399_000),
            run: "20261118-181002-0001",
            baseline: nil,
            purgedAt: nil
        )
        var output = TracedOutput(
            id: "san-marcos-300",
            name: "libfines.dat",
            kind: .sfs,
            state: .published,
            sha256: String(repeating: "c3", count: 32),
            record: 12,
            path: "/srv/bursarhub/outbox/san-marcos/libfines.dat",
            run: "20261122-181002-0001",
            revision: 3,
            format: "san-marcos-sf",
            file: 0,
            plannedAt: start.adding(seconds: 9)
        )
        output.line = 13
        output.publishedAt = start.adding(seconds: 30)
        output.collectedAt = start.adding(seconds: 900)
        return TracedFee(
            charge: "san-marcos-x9.17",
            campus: try key("san-marcos"),
            transactionID: "INST00019145",
            studentID: "900123456",
            feeType: "LOCKERKEY",
            amountCents: 1500,
            date: CalendarDate(year: 2026, month: 11, day: 17),
            bucket: .written,
            reason: nil,
            export: export,
            judged: [
                TracedJudgement(
                    generation: 1,
                    bucket: .held,
                    reason: "no_item_type",
                    output: nil,
                    at: start.adding(seconds: -399_000)
                )
            ],
            held: [
                TracedHold(
                    id: "san-marcos-f7",
                    state: .released,
                    reason: "no_item_type",
                    message: "the fee type has no item type at this campus",
                    since: start.adding(seconds: -399_000),
                    settledAt: start.adding(seconds: 9),
                    settledBy: "20261122-181002-0001",
                    fromOutput: nil,
                    output: "san-marcos-300",
                    decision: nil
                )
            ],
            repeats: [],
            outputs: [output]
        )
    }

    /// Every page there is, by the name of the file that a person would save it under.
    static func pages() throws -> [String: String] { try made.get() }

    private static let made = Result { try makePages() }

    private static func makePages() throws -> [String: String] {
        let marcos = try key("san-marcos")
        let held = try heldItems().filter { $0.campus == marcos }
        let outputs = try consortium().campuses.flatMap(\.recentOutputs)
        let own = try frame("/campuses/san-marcos", campus: "san-marcos", canTrace: true)
        return [
            "overview": Pages.overview(
                try consortium(),
                lastRun: try evening(),
                in: try frame("/")
            ),
            "overview-morning": Pages.overview(
                StatusReport(
                    asOf: now,
                    isDemo: true,
                    campuses: [try blank("humboldt", .trial, .never)]
                ),
                lastRun: try evening(isDemo: true),
                in: try frame("/", isDemo: true)
            ),
            "overview-nothing": Pages.overview(
                StatusReport(asOf: now, isDemo: false, campuses: []),
                lastRun: nil,
                in: try frame("/")
            ),
            "campus-troubled": Pages.campus(try troubled(), held: held, in: own),
            "campus": Pages.campus(
                try status("humboldt"),
                held: [],
                in: try frame("/campuses/humboldt")
            ),
            "campus-planned": Pages.campus(
                try blank("san-jose", .planned, .planned),
                held: [],
                in: try frame("/campuses/san-jose")
            ),
            "runs": Pages.runs(
                try runs(),
                earlier: "/runs?before=2026-11-17T18%3A10%3A02Z",
                in: try frame("/runs")
            ),
            "runs-none": Pages.runs([], in: try frame("/runs")),
            "run": Pages.run(try evening(), in: try frame("/runs/20261122-181002-0001")),
            "export": Pages.export(try exportDetail(), in: try frame("/exports/san-marcos-x9")),
            "outputs": Pages.outputs(
                outputs,
                unsettled: [:],
                next: "/outputs?after=1795399200000000.humboldt-80",
                in: try frame("/outputs")
            ),
            "outputs-none": Pages.outputs([], unsettled: [:], in: own),
            "output": Pages.output(try outputDetail(), in: own),
            "held": Pages.held(
                try heldItems(),
                of: counts(of: try heldItems()),
                next: "/held?after=1795399200000000.san-marcos-f15",
                in: try frame("/held")
            ),
            "held-none": Pages.held([], of: [:], in: try frame("/held")),
            "held-item": Pages.heldItem(try heldDetail(), in: try frame("/held/san-marcos-f7")),
            "trace": Pages.trace(campus: marcos, query: nil, fees: nil, in: own),
            "trace-found": Pages.trace(
                campus: marcos,
                query: "INST00019145",
                fees: [try tracedFee()],
                in: own
            ),
            "trace-missing": Pages.trace(campus: marcos, query: "x", fees: [], in: own),
            "choice": Pages.choice(
                of: [marcos, try key("humboldt")],
                in: try frame("/campus", campus: "humboldt", canChoose: true)
            ),
            "login": Pages.login(message: nil),
            "login-refused": Pages.login(message: "This token is not known, or no longer."),
            "problem": Pages.problem(
                status: 404,
                title: "There is no such page",
                explanation: "look at the address, or begin at the first page",
                in: try frame("/nowhere")
            ),
            "problem-outside": Pages.problem(
                status: 503,
                title: "The database does not answer",
                explanation: "`bursarhub doctor` says why",
                in: nil
            ),
            "summary": Pages.summary(try evening()),
        ]
    }
}
