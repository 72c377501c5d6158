import BursarModel
import Status
import TestSupport
import Testing

@Suite struct TextSummaryTests {
    @Test func `the summary of an evening is as the golden has it`() throws {
        let text = TextReport.summary(try Arranged.consortium(), style: .plain)
        try expectGolden(text, "consortium.txt")
    }

    @Test func `no line is wider than 100 columns`() throws {
        let reports = [
            TextReport.summary(try Arranged.consortium(), style: .plain),
            TextReport.summary(try Arranged.consortium(mode: .reportOnly), style: .plain),
            TextReport.summary(try Arranged.run([try enormous()]), style: .plain),
            TextReport.status(try Arranged.consortiumStatus(), style: .plain),
            TextReport.held(try Arranged.heldItems(), style: .plain),
            TextReport.campuses(try Arranged.registered(), style: .plain),
        ]
        for line in reports.flatMap(lines) { #expect(line.count <= 100, "\(line)") }
    }

    @Test func `a path that is longer than a line stays whole`() throws {
        let folder = "/srv/" + String(repeating: "deep/", count: 30)
        var output = try Arranged.output("fresno", 1, "fees.dat", records: 1, charges: 100)
        output.path = folder + "fees.dat"
        let campus = try Arranged.campus("fresno", outputs: [output])
        let text = TextReport.summary(try Arranged.run([campus]), style: .plain)
        #expect(lines(of: text).contains("Fresno · \(folder)"))
    }

    @Test func `colours only add to what the plain text says`() throws {
        let run = try Arranged.consortium()
        let coloured = TextReport.summary(run, style: TerminalStyle(colour: true))
        #expect(coloured.contains("\u{1B}[31m▲"))
        let bare = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
        #expect(bare == TextReport.summary(run, style: .plain))
    }

    @Test func `the numbers shown are the sum that proves the headline`() throws {
        let run = try Arranged.consortium()
        #expect(run.totals.balance)
        let shown = lines(of: TextReport.summary(run, style: .plain))
        for (name, tally) in [
            ("Fees read", run.totals.read), ("= Sent to SFS", run.totals.written),
            ("+ To other offices", run.totals.diverted), ("+ Held", run.totals.held),
            ("+ Already known", run.totals.duplicate), ("+ Skipped", run.totals.skipped),
        ] {
            let line = try #require(shown.first { $0.hasPrefix(name + " ") })
            let figures = line.dropFirst(name.count).split(separator: " ").map(String.init)
            #expect(
                figures == [
                    Figures.count(tally.count), Figures.dollars(tally.chargeCents),
                    Figures.dollars(tally.creditCents),
                ]
            )
        }
    }

    @Test func `the total row is that of the campuses above it, without those on trial`() throws {
        let text = TextReport.summary(try Arranged.consortium(), style: .plain)
        let total = try #require(lines(of: text).firstIndex { $0.hasPrefix("Total ") })
        let trial = try #require(lines(of: text).firstIndex { $0.hasPrefix("Sonoma ") })
        #expect(total < trial)
        #expect(lines(of: text)[total].contains("20 campuses"))
        #expect(lines(of: text)[total].contains("1,704  1,604     32     3  38,449.32"))
    }

    @Test func `troubled campuses come first, then all by name`() throws {
        let text = TextReport.summary(try Arranged.consortium(), style: .plain)
        let rows = lines(of: text).drop { !$0.hasPrefix("Campus ") }.dropFirst()
        let names = rows.prefix { !$0.hasPrefix("─") }
            .filter { !$0.hasPrefix(" ") }.map { $0.prefix(16).split(separator: "  ")[0] }
        #expect(names.prefix(4) == ["Pomona", "Fresno", "San Marcos", "Bakersfield"])
        #expect(names.dropFirst(3) == names.dropFirst(3).sorted()[...])
    }

    @Test func `a demonstration says DEMO in the first line`() throws {
        let text = TextReport.summary(try Arranged.consortium(isDemo: true), style: .plain)
        #expect(text.hasPrefix("DEMO: Everything is sent but for "))
    }

    @Test func `an unconfirmed layout is marked`() throws {
        let campus = try Arranged.campus("fresno", confirmed: false)
        let text = TextReport.summary(try Arranged.run([campus]), style: .plain)
        #expect(text.contains("\nFresno *  "))
        #expect(text.contains("* The layout is not confirmed by the campus yet."))
    }

    @Test func `nothing in a name or a message can act on a terminal`() throws {
        let hostile = "\u{1B}]52;c;aGk=\u{07}\u{9D}x\u{202E}y\u{200B}z\r\n"
        var campus = try Arranged.campus(
            "fresno",
            hostile,
            outcome: .attention,
            message: hostile,
            remedy: hostile,
            books: try Arranged.books(held: Arranged.tally(1, 100)),
            exports: [Arranged.export("fresno", state: .held, reason: "doctype", message: hostile)],
            outputs: [
                try Arranged.output("fresno", 1, hostile, state: .inDoubt, records: 1),
                try Arranged.output("fresno", 2, hostile, records: 1),
            ],
            held: [
                HeldCount(reason: .noItemType, feeType: hostile, tally: Arranged.tally(1, 100)),
                HeldCount(reason: .doctype, feeType: nil, tally: Arranged.tally(1, 0)),
            ]
        )
        campus.outputs[1].loadSettings = [LoadSetting(name: hostile, value: hostile)]
        let text = TextReport.summary(try Arranged.run([campus]), style: .plain)
        #expect(!text.unicodeScalars.contains { $0 != "\n" && Printable.isInvisible($0) })
    }

    /// Amounts and names at the end of what can be counted.
    private func enormous() throws -> CampusSummary {
        let most = Tally(
            count: 999_999_999,
            chargeCents: 999_999_999_999,
            creditCents: 99_999_999_999
        )
        return try Arranged.campus(
            "fresno",
            String(repeating: "University of everything ", count: 9),
            books: try Arranged.books(written: most),
            exports: [Arranged.export("fresno", minutesBefore: 9000)]
        )
    }
}
