import Glibc
import Posix
import TestSupport
import Testing

/// What a crash says: one sentence, and nothing of what is in memory.
@Suite struct CrashOutputTests {
    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGQUIT])
    func `G11 a crash says one sentence and ends with 70`(signal: Int32) throws {
        let site = try HubSite()
        let file = try site.scratch.write(CampusDeclaration("humboldt").yaml, to: "humboldt.yaml")
        let format = try site.scratch.write(SampleFormats.humboldt, to: "format.yaml")
        let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
        let path = try site.scratch.write(export.xml, to: export.fileName)
        let check = try HubProcess.Running(
            ["check", "humboldt", "--files", file, format, "--sample", path],
            environment: [
                "TMPDIR": site.scratch.path,
                "BURSARHUB_FAILPOINTS": "render.after_open=stop",
                "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no",
            ]
        )
        try check.waitUntilStopped()
        check.send(signal)
        check.send(SIGCONT)
        #expect(check.exit() == 70)
        #expect(try check.output == words)
    }

    @Test(arguments: ["parse.at_fee", "publish.before_rename"])
    func `G11 a stack that overflows in a worker says no more, and the next run goes on`(
        place: String
    ) throws {
        let evening = try Evening(exports: 1)
        let run = try evening.site.beginRun("--jobs", "2", failpoints: "\(place)=overflow")
        #expect(run.exit() == 70)
        // Two workers can come to it at once.
        #expect(Set(try run.output.split(separator: "\n")) == [words.dropLast()])
        try evening.expectWhole(after: evening.collect())
    }

    private let words =
        "bursarhub: internal error, stopped at once; run again, and report it if it comes back\n"
}
