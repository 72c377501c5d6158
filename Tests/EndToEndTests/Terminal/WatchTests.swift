import Glibc
import Posix
import TestSupport
import Testing

/// `status --watch` on a real terminal.
@Suite struct WatchTests {
    @Test func `it shows what changes, outlives a restart of the database, and ends on q`() throws {
        let site = try HubSite(.embedded)
        try site.onboard([CampusDeclaration("humboldt"), CampusDeclaration("chico")])
        let home = ["--home", site.home]
        let hub = [HubProcess.path]
        let watch = try TerminalSession(
            ["status", "--watch", "1"] + home,
            [
                .see("q ends"), .see("No export has come yet"), .see("Total"),
                .size(rows: 9, columns: 60), .see("a taller window shows them"),
                .size(rows: 40, columns: 100), .see("Total"),
                .perform(hub + ["database", "stop"] + home), .see("▲ No newer figures since"),
                .see("the embedded database is stopped"), .see("Total"),
                .perform(hub + ["database", "start"] + home), .unsee("No newer figures"),
                .see("q ends"), .type("xq"),
            ]
        )
        #expect(watch.exit == 0)
        #expect(watch.isRestored)
        #expect(watch.written.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    }

    @Test(arguments: [TerminalSession.Step.type("\u{3}"), .signal(SIGTERM), .signal(SIGHUP)])
    func `it gives the terminal back on Ctrl-C and when it is asked to end`(
        end: TerminalSession.Step
    ) throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        let watch = try TerminalSession(
            ["status", "--watch", "humboldt", "--home", site.home, "--database", site.databaseURI],
            [.see("every 5 seconds"), .see("humboldt: no export has come yet"), end]
        )
        #expect(watch.exit == 0)
        #expect(watch.isRestored)
        #expect(watch.written.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    }

    @Test func `without a terminal it is refused, and says what to do instead`() throws {
        let site = try HubSite()
        let refused = try site.command(["status", "--watch"])
        #expect(refused.exit == 64)
        #expect(refused.output.isEmpty)
        #expect(refused.messages.contains("needs a terminal"))
        #expect(refused.messages.contains("`bursarhub status --json`"))
        #expect(try site.command(["status", "--watch", "0"]).exit == 64)
        #expect(try site.command(["status", "--watch", "--exit-code"]).exit == 64)
    }
}
