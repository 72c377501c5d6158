import BursarModel
import Status
import TestSupport
import Testing

/// Texts as windows and terminals of any kind show them.
@Suite struct TerminalTextTests {
    private let plain = TerminalStyle(colour: false, isUTF8: false)

    @Test func `all campuses are one screen of 100 columns`() throws {
        let campuses = try Arranged.names.keys.sorted().map { try Arranged.status($0) }
        let report = StatusReport(asOf: Arranged.now, isDemo: false, campuses: campuses)
        for style in [TerminalStyle.plain, TerminalStyle(colour: true)] {
            let frame = WatchFrame(report, trouble: nil, every: 5, style: style)
            let lines = frame.lines(rows: 50, columns: 100)
            #expect(lines.count < 40)
            #expect(!lines.contains { $0.contains("taller window") })
            #expect(lines.contains { $0.contains("San Luis Obispo") })
        }
        #expect(
            lines(of: TextReport.status(report, style: .plain)).allSatisfy { $0.count <= 100 }
        )
    }

    @Test func `one campus too is 100 columns wide`() throws {
        let report = StatusReport(
            asOf: Arranged.now,
            isDemo: false,
            campuses: [try Arranged.fullStatus()]
        )
        let lines = lines(of: TextReport.status(report, style: .plain))
        #expect(lines.filter { $0.count > 100 } == [])
    }

    @Test func `colours say nothing that words do not`() throws {
        let report = try Arranged.consortiumStatus()
        let coloured = TextReport.status(report, style: TerminalStyle(colour: true))
        let without = coloured.replacing(/\u{1B}\[[0-9]+m/, with: "")
        #expect(without == TextReport.status(report, style: .plain))
    }

    @Test func `a terminal without UTF-8 gets a sign for a sign`() throws {
        let report = StatusReport(
            asOf: Arranged.now,
            isDemo: false,
            campuses: [try Arranged.fullStatus()]
        )
        let text = TextReport.status(report, style: .plain)
        let shown = plain.shown(text)
        #expect(shown.allSatisfy { $0.isASCII && $0 != "?" })
        #expect(lines(of: shown).map(\.count) == lines(of: text).map(\.count))
        #expect(shown.contains("Days           "))
        #expect(plain.shown("San José ▁▄█") == "San Jose 148")
    }

    @Test func `a picture is as large as its window, whatever that is`() throws {
        let frame = WatchFrame(
            try Arranged.consortiumStatus(),
            trouble: nil,
            every: 5,
            style: TerminalStyle(colour: true)
        )
        for (rows, columns) in [(40, 100), (24, 80), (10, 40), (3, 10), (1, 1)] {
            let lines = frame.lines(rows: rows, columns: columns)
            #expect(lines.count <= rows)
            for line in lines {
                let shown = line.replacing(/\u{1B}\[[0-9]+m/, with: "")
                #expect(shown.count <= columns, "\(rows) x \(columns): \(line)")
                // No colour goes on beyond its line.
                #expect(!line.contains("\u{1B}") || line.hasSuffix("\u{1B}[0m") || shown.count > 1)
            }
        }
        #expect(frame.lines(rows: 40, columns: 100).last?.contains("q ends") == true)
        #expect(frame.lines(rows: 8, columns: 100).contains { $0.contains("more lines; a taller") })
    }

    @Test func `why there is nothing newer stands first`() throws {
        let frame = WatchFrame(
            try Arranged.consortiumStatus(),
            trouble: .init(message: "the database is away", since: Arranged.now),
            every: 1,
            style: .plain
        )
        let lines = frame.lines(rows: 40, columns: 100)
        #expect(lines.first == "▲ No newer figures since 19:10:02: the database is away")
        #expect(lines.last == "Read at 19:10:02, and every 1 second · q ends")
    }

    @Test func `a run shows a line for each worker, in columns`() throws {
        let lines = ProgressText.lines(
            done: 7,
            of: 23,
            fees: 1_000,
            workers: [
                .init(campus: try Arranged.key("san-luis-obispo"), deed: "reading", fees: 1_204),
                .init(campus: try Arranged.key("chico"), deed: "clearing up", fees: 1),
            ],
            rows: 24,
            columns: 80
        )
        #expect(
            lines == [
                "7 of 23 campuses done · 2,205 fees read",
                "  san-luis-obispo  reading      1,204 fees",
                "  chico            clearing up      1 fee",
            ]
        )
    }

    @Test func `of more workers than a window has lines the first are shown`() throws {
        let workers = try Arranged.names.keys.sorted().map {
            ProgressText.Worker(campus: try Arranged.key($0), deed: "reading", fees: 5)
        }
        let lines = ProgressText.lines(
            done: 0,
            of: 23,
            fees: 0,
            workers: workers,
            rows: 6,
            columns: 20
        )
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { $0.count < 20 })
    }
}
