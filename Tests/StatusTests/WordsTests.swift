import BursarModel
import TestSupport
import Testing

@testable import Status

@Suite struct WordsTests {
    @Test(arguments: [
        (0, "0.00"), (5, "0.05"), (126_232, "1,262.32"), (-325, "-3.25"),
        (100_000_000, "1,000,000.00"),
        (Int64.min, "-92,233,720,368,547,758.08"),
    ])
    func `cents are shown as dollars without floating point`(_ cents: Int64, _ text: String) {
        #expect(Figures.dollars(cents) == text)
        #expect(Figures.plainDollars(cents) == text.filter { $0 != "," })
    }

    @Test(arguments: [
        ("the disk is full", "The disk is full."), ("done!", "Done!"), ("stopped.", "Stopped."),
        ("fees-22.csv waits", "fees-22.csv waits."), ("/var/x is full", "/var/x is full."),
        ("humboldt-x3.17 is held", "humboldt-x3.17 is held."), ("`run` ended", "`run` ended."),
    ])
    func `a sentence begins with a capital, but a name with its own letters`(
        _ text: String,
        _ sentence: String
    ) {
        #expect(text.asSentence == sentence)
    }

    @Test func `counts have thousands separators`() {
        #expect(Figures.count(999) == "999")
        #expect(Figures.count(2214) == "2,214")
        #expect(Figures.count(-1_000_000) == "-1,000,000")
    }

    @Test(arguments: [
        ("san-jose", "San José State University", "San José"),
        (
            "san-luis-obispo", "California Polytechnic State University, San Luis Obispo",
            "San Luis Obispo"
        ),
        ("maritime", "California State University Maritime Academy", "Maritime"),
        ("law", "Hastings College", "Hastings College"), ("san-jose", "", "San Jose"),
    ])
    func `a campus is called as its key and its name agree`(
        _ key: String,
        _ name: String,
        _ short: String
    ) throws {
        #expect(CampusName.short(of: name, key: try Arranged.key(key)) == short)
    }

    @Test func `times are those of the campus's clocks, with the date spelled out`() {
        let pacific = CampusClock("America/Los_Angeles")
        #expect(pacific.spelledOut(Arranged.start) == "Sunday 22 November 2026, 18:10 Pacific")
        // 1 July 2026, 06:30 UTC: summer time, and still June at the campus.
        let summer = Timestamp(seconds: 1_782_887_400)
        #expect(pacific.spelledOut(summer) == "Tuesday 30 June 2026, 23:30 Pacific")
        #expect(pacific.relative(Arranged.start, to: Arranged.start) == "Today, 18:10")
        #expect(
            pacific.relative(Arranged.start.adding(seconds: -172_800), to: Arranged.start)
                == "Fri 20 Nov, 18:10"
        )
        #expect(CampusClock("Nowhere/At_All").spelledOut(summer).hasSuffix("06:30 UTC"))
    }

    @Test func `a run over midnight shows both dates`() {
        let clock = CampusClock("America/Los_Angeles")
        #expect(
            clock.spelledOut(from: Arranged.start, to: Arranged.start.adding(seconds: 21_600))
                == "Sunday 22 November 2026, 18:10 to Monday 23 November 2026, 00:10 Pacific"
        )
    }

    @Test func `the consortium's clock is that of most of its campuses`() {
        #expect(CampusClock.common(to: ["UTC", "Pacific/Honolulu", "UTC"]).zone == "UTC")
        #expect(CampusClock.common(to: []).zone == "UTC")
    }

    @Test func `lines break at blanks, never in a command or a path`() {
        let text = "aaaa `bursarhub held san-marcos` bbbb /very/long/path/that/stays/whole · c"
        #expect(
            TextWidth.wrap(text, indent: " ", width: 30) == [
                " aaaa", " `bursarhub held san-marcos`", " bbbb",
                " /very/long/path/that/stays/whole ·", " c",
            ]
        )
    }

    @Test func `wide characters count as two columns`() {
        #expect(TextWidth.of("漢字é") == 5)
        #expect(TextWidth.cut("漢字漢字", to: 6) == "漢字…")
    }
}
