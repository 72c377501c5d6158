import TestSupport
import Testing

/// A campus that is changed between a run's first look and its claim.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct ChangedMeanwhileTests {
    private let servers: ServerSite
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    private var site: HubSite { servers.site }

    init() throws { servers = try ServerSite() }

    /// Runs with an `sftp` that first does this with the hub.
    private func run(after arguments: String) throws -> HubProcess.Outcome {
        try servers.run(
            through: """
                '\(HubProcess.path)' \(arguments) --home '\(site.home)' \
                --database '\(site.databaseURI)' >/dev/null 2>&1
                printf %s "$batch" | exec "$real" "$@"
                """
        )
    }

    @Test func `a campus that is paused after the first look is not worked on`() throws {
        #expect(try site.onboard([servers.reading("humboldt")]).exit == 0)
        try servers.put(export)
        let run = try run(after: "campus pause humboldt --reason closed")
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outcome"] == "paused")
        #expect(try site.ledger.exports == 0)
        #expect(try servers.files(in: "in").count == 1)
    }

    @Test func `a campus that is put on trial after the first look books nothing`() throws {
        let live = try servers.reading("humboldt")
        #expect(try site.onboard([live]).exit == 0)
        try servers.put(export)
        let trial = try site.scratch.write(
            live.with(\.state, "trial").yaml,
            to: "campuses/humboldt.yaml"
        )
        let run = try run(after: "onboard '\(trial)'")
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt")["outcome"] == "busy")
        #expect(try site.ledger.exports == 0)
        #expect(try site.run().campus("humboldt")["outcome"] == "trial")
        #expect(try site.ledger.charges == 0)
    }
}
