import Glibc
import TestSupport
import Testing

/// G14: nothing that the hub makes is open to others.
@Suite struct FileModeTests {
    @Test(arguments: [HubSite.Database.server, .embedded])
    func `G14 nothing in the home is open to others, and the archive is read-only`(
        _ database: HubSite.Database
    ) throws {
        let site = try HubSite(database)
        try site.onboard([
            CampusDeclaration("humboldt").with(\.profile, ["after: {move: processed}"]),
            CampusDeclaration("sonoma").with(\.state, "trial"),
        ])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 1), at: "sonoma")
        #expect(try site.run().exit == 0)
        let open = try ChildProcessOutput.lines(
            "find",
            [site.home, "!", "-type", "l", "-perm", "/o+rwx"]
        )
        #expect(open == [])
        let groupOpen = try ChildProcessOutput.lines(
            "find",
            [site.home, "!", "-type", "l", "-perm", "/g+rwx"]
        )
        #expect(groupOpen == [])
        let writable = try ChildProcessOutput.lines(
            "find",
            ["\(site.home)/archive", "-type", "f", "!", "-perm", "0400"]
        )
        #expect(writable == [])
        let folders = try ChildProcessOutput.lines(
            "find",
            [site.home, "-type", "d", "!", "-perm", "0700"]
        )
        #expect(folders == [])
        let ofOthers = try ChildProcessOutput.lines(
            "find",
            [site.home, "!", "-user", "\(geteuid())"]
        )
        #expect(ofOthers == [])
        let archived = try ChildProcessOutput.lines("find", ["\(site.home)/archive", "-type", "f"])
        #expect(archived.count == 3)
    }

    @Test func `G14 a looser umask of whoever starts the command changes nothing`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        let command =
            "umask 0; exec \"$0\" run --settle 0 --home \"$1\" --database \"$2\""
        _ = try ChildProcessOutput.lines(
            "/bin/sh",
            ["-c", command, HubProcess.path, site.home, site.databaseURI]
        )
        #expect(try site.outbox(of: "humboldt").count == 1)
        let open = try ChildProcessOutput.lines(
            "find",
            [site.home, "!", "-type", "l", "-perm", "/go+rwx"]
        )
        #expect(open == [])
    }
}
