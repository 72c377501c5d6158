import Glibc
import Posix
import TestSupport
import Testing

/// A password in the database's address.
@Suite struct ShownPasswordTests {
    private static let password = "canary-b89-hunter2"

    private func shown(_ file: String, of run: HubProcess.Running) -> String {
        let number = unsafe open("/proc/\(run.id)/\(file)", O_RDONLY | O_CLOEXEC)
        // Without the right to read it, nobody but root sees it at all.
        guard number >= 0 else { return "" }
        defer { close(number) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe read(number, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private func expectHidden(
        _ evening: Evening,
        _ arguments: [String],
        _ environment: [String: String],
        isWarned: Bool
    ) throws {
        let site = evening.site
        let words = ["run", "--settle", "0", "--run-date", HubSite.runDate, "--home", site.home]
        let failpoints = ["BURSARHUB_FAILPOINTS": "claim.after_lease=stop"]
        let run = try HubProcess.Running(
            words + arguments,
            environment: environment.merging(failpoints) { one, _ in one }
        )
        try run.waitUntilStopped()
        #expect(shown("cmdline", of: run).contains("--settle"))
        #expect(!shown("cmdline", of: run).contains(Self.password))
        #expect(!shown("environ", of: run).contains(Self.password))
        run.send(SIGCONT)
        #expect(run.exit() == 0)
        let output = try run.output
        #expect(output.contains("a password in --database can be seen by others") == isWarned)
        #expect(!output.contains(Self.password))
        try evening.expectWhole(after: evening.collect())
    }

    @Test func `B89 a password in --database is used, and hidden from the list of processes`()
        throws
    {
        let evening = try Evening(exports: 1)
        let uri = evening.site.databaseURI + "&password=" + Self.password
        try expectHidden(evening, ["--database", uri], [:], isWarned: true)
    }

    @Test func `B89 a password behind an equals sign, or as a keyword, is hidden too`() throws {
        let evening = try Evening(exports: 1)
        let uri = evening.site.databaseURI + "&password=" + Self.password
        try expectHidden(evening, ["--database=\(uri)"], [:], isWarned: true)
    }

    @Test func `B89 a password in the environment is hidden there`() throws {
        let evening = try Evening(exports: 1)
        let uri = evening.site.databaseURI + "&password=" + Self.password
        try expectHidden(
            evening,
            [],
            ["BURSARHUB_DATABASE": uri, "PGPASSWORD": Self.password],
            isWarned: false
        )
    }

    @Test func `B89 an address that cannot be read is not quoted`() throws {
        let site = try HubSite()
        let address = "host=localhost password='\(Self.password)"
        let run = try HubProcess.run(["run", "--home", site.home, "--database", address])
        #expect(run.exit == 3)
        #expect(!run.messages.contains(Self.password) && !run.output.contains(Self.password))
    }
}
