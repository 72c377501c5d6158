import TestSupport
import Testing

/// Lines to a server that break in the middle of a run.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct SFTPBrokenLineTests {
    private let servers: ServerSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    private var site: HubSite { servers.site }

    init() throws { servers = try ServerSite() }

    @Test func `an export that came in part is fetched again`() throws {
        #expect(try site.onboard([servers.reading("humboldt")]).exit == 0)
        try servers.put(humboldt)
        let cut = try servers.run(
            through: """
                case "$batch" in
                *"@get "*) printf %s "$batch" | "$real" "$@" >/dev/null; exit 255;;
                esac
                printf %s "$batch" | exec "$real" "$@"
                """
        )
        #expect(cut.exit == 1)
        #expect(try cut.campus("humboldt")["outcome"] == "failed")
        #expect(
            try cut.campus("humboldt")["message"].string?.hasSuffix("the connection was lost")
                == true
        )
        #expect(try site.ledger.exports == 0)
        #expect(try site.names(in: "archive/humboldt") == [])
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
    }

    @Test func `a rename whose answer is lost is in doubt, and seen by the next run`() throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try site.put(humboldt, at: "humboldt")
        let cut = try servers.run(
            through: """
                case "$batch" in
                *"rename -l"*) printf %s "$batch" | "$real" "$@" >/dev/null; exit 255;;
                esac
                printf %s "$batch" | exec "$real" "$@"
                """
        )
        #expect(cut.exit == 1)
        #expect(try cut.campus("humboldt")["outputs"][0]["state"] == "in_doubt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outputs"][0]["state"] == "published")
        #expect(try servers.files(in: "sfs") == [debitsName: debits(humboldt.fees)])
    }

    @Test(arguments: ["@put -f", "rename -l"])
    func `an output that was surely not delivered is tried again`(command: String) throws {
        #expect(try site.onboard([servers.delivering("humboldt")]).exit == 0)
        try site.put(humboldt, at: "humboldt")
        let cut = try servers.run(
            through: """
                case "$batch" in
                *"\(command)"*) echo 'ssh: connect to host h: Connection refused' >&2; exit 255;;
                esac
                printf %s "$batch" | exec "$real" "$@"
                """
        )
        #expect(cut.exit == 1)
        #expect(try cut.campus("humboldt")["outcome"] == "failed")
        #expect(try cut.campus("humboldt")["outputs"][0]["state"] == "staged")
        #expect(try site.run().exit == 0)
        #expect(try servers.files(in: "sfs") == [debitsName: debits(humboldt.fees)])
    }

    @Test func `a server that goes away before the originals leave takes no figures with it`()
        throws
    {
        #expect(try site.onboard([servers.reading("humboldt")]).exit == 0)
        try servers.put(humboldt)
        let cut = try servers.run(
            through: """
                case "$batch" in
                *"@rm "*) echo 'ssh: connect to host h: Connection refused' >&2; exit 255;;
                esac
                printf %s "$batch" | exec "$real" "$@"
                """
        )
        #expect(cut.exit == 1)
        let part = try cut.campus("humboldt")
        #expect(part["outcome"] == "failed")
        #expect(part.counts == ["read": 3, "written": 3])
        #expect(part.exportVerdicts == [humboldt.fileName: "converted"])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(humboldt.fees)])
        #expect(try site.run().exit == 0)
        #expect(try servers.files(in: "in") == [:])
        #expect(try site.ledger.charges == 3)
    }
}
