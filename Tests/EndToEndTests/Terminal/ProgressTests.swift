import Foundation
import TestSupport
import Testing

/// What a run shows while it goes on.
@Suite struct ProgressTests {
    let site: HubSite

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt"), CampusDeclaration("chico")])
        for campus in ["humboldt", "chico"] {
            try site.put(
                ExportBuilder(
                    "\(campus.uppercased())BURSAR",
                    job: 1,
                    [.init("900000001", "OVERDUEFINE", "5", id: "1")]
                ),
                at: campus
            )
        }
    }

    @Test func `on a terminal each worker has a line, and all are gone at the end`() throws {
        // A quick machine would be done before anything is drawn.
        let fees = (1...8000).map {
            ExportBuilder.Fee("900000001", "OVERDUEFINE", "5", id: "many\($0)")
        }
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 2, fees), at: "humboldt")
        let run = try TerminalSession(
            runWords + ["--jobs", "2"],
            [.see("of 2 campuses done"), .see("Everything is sent")]
        )
        #expect(run.exit == 0)
        let erased = try #require(run.written.range(of: "\u{1B}[J", options: .backwards))
        let rest = run.written[erased.upperBound...]
        #expect(!rest.contains("done ·"))
        #expect(rest.contains("Everything is sent"))
        #expect(!rest.contains("\u{1B}[J"))
    }

    @Test func `a terminal that is held up with Ctrl-S holds up no campus`() throws {
        let summary = "\(site.home)/summary/latest/summary.txt"
        let run = try TerminalSession(
            runWords + ["--jobs", "1"],
            [
                .type("\u{13}"),
                .perform(["/bin/sh", "-c", "until [ -e \"$0\" ]; do sleep 0.05; done", summary]),
                .type("\u{11}"), .see("Everything is sent"),
            ]
        )
        #expect(run.exit == 0)
    }

    @Test(arguments: ["--quiet", "--json"])
    func `nothing moves with`(option: String) throws {
        let run = try TerminalSession(runWords + [option], [])
        #expect(!run.written.contains("\u{1B}[J"))
        #expect(!run.written.contains("campuses done"))
    }

    @Test func `with --verbose there are plain lines, also without a terminal`() throws {
        let run = try HubProcess.run(runWords + ["--verbose"])
        #expect(run.exit == 0)
        #expect(!run.messages.contains("\u{1B}"))
        #expect(run.messages.contains("campuses with work to do: 2\n"))
        #expect(run.messages.contains("humboldt: begun\n"))
        #expect(run.messages.contains("humboldt: ● In order, 1 fee read, 1 sent to SFS\n"))
        let silent = try HubProcess.run(runWords)
        #expect(!silent.messages.contains("begun"))
    }

    private var runWords: [String] {
        [
            "run", "--settle", "0", "--run-date", HubSite.runDate, "--home", site.home,
            "--database", site.databaseURI,
        ]
    }
}
