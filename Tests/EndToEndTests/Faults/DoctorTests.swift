import Glibc
import Posix
import PostgreSQL
import TestSupport
import Testing

/// `doctor` names what would stop or endanger a run, each with a remedy, and changes nothing.
@Suite struct DoctorTests {
    private let site: HubSite
    private let humboldt = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        #expect(try site.onboard([CampusDeclaration("humboldt")]).exit == 0)
    }

    private func evening() throws {
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run().exit == 0)
    }

    /// With no package lists, which cost apt more than all other checks together.
    private func doctor() throws -> HubProcess.Outcome {
        let lists = "Dir::State::lists \"\(site.scratch.path)\"; Dir::State::status \"/dev/null\";"
        let apt = try site.scratch.write(lists, to: "apt.conf")
        return try site.command(["doctor", "--json"], environment: ["APT_CONFIG": apt])
    }

    /// The verdicts and messages of one check that are not `ok`.
    private func complaints(
        _ outcome: HubProcess.Outcome,
        _ check: String
    ) throws -> [(verdict: String, message: String)] {
        try outcome.json["checks"].items
            .filter { $0["check"] == .text(check) && $0["verdict"] != "ok" }
            .map { ($0["verdict"].string ?? "", $0["message"].string ?? "") }
    }

    private func shell(_ line: String) throws {
        #expect(try HubProcess.shell("set -e; cd \"$1\"; \(line)", [site.home]).exit == 0)
    }

    @Test func `after an evening nothing would stop a run, and every complaint has a remedy`()
        throws
    {
        try evening()
        let before = try site.ledger
        let found = try site.command(["doctor", "--json"])
        #expect(found.exit == 0, "\(found.output)")
        #expect(found.messages == "")
        let json = try found.json
        #expect(json.keys == ["verdict", "demo", "checks"])
        for check in json["checks"].items {
            #expect(check.keys == ["check", "area", "verdict", "campus", "message", "remedy"])
            #expect(check["verdict"] != "problem", "\(check)")
            #expect((check["remedy"] == .null) == (check["verdict"] == "ok"), "\(check)")
        }
        let names = Set(json["checks"].items.compactMap { $0["check"].string })
        #expect(
            names.isSuperset(of: [
                "programs", "libraries", "umask", "home", "file-modes", "server", "schema", "login",
                "leases", "campus-files", "places", "high-water", "archive", "staging",
                "returned-outputs", "collection",
            ])
        )
        let text = try site.command(["doctor"])
        #expect(text.output.hasPrefix("Nothing would stop a run"))
        for heading in ["Program and machine", "Home", "Database", "Campuses", "Books and files"] {
            #expect(text.output.contains("\n\(heading)\n"))
        }
        #expect(try site.ledger == before)
    }

    @Test func `without a home it looks at the machine, and makes none`() throws {
        let path = "\(site.scratch.path)/none"
        let found = try HubProcess.run(["doctor", "--json", "--home", path])
        #expect(found.exit == 0)
        #expect(unsafe access(path, F_OK) != 0)
    }

    @Test func `F40 a collected output that was copied back into the outbox is a problem`() throws {
        try evening()
        try site.collect(from: "humboldt")
        #expect(try site.run().exit == 0)  // it is seen to be gone
        try shell("cp archive/humboldt/*.dat outbox/humboldt/again.dat")
        let found = try doctor()
        #expect(found.exit == 1)
        let complaints = try complaints(found, "returned-outputs")
        #expect(complaints.map(\.verdict) == ["problem"])
        #expect(complaints.first?.message.contains("again.dat") == true)
        #expect(complaints.first?.message.contains("humboldt-1") == true)
    }

    @Test func `F40 a second copy of an output that still lies there is a problem`() throws {
        try evening()
        #expect(try complaints(doctor(), "returned-outputs").isEmpty)
        try shell("cp outbox/humboldt/\(debitsName) outbox/humboldt/copy.dat")
        #expect(try complaints(doctor(), "returned-outputs").map(\.verdict) == ["problem"])
    }

    @Test func `F40 outputs that nobody collects for days are named`() throws {
        try evening()
        #expect(try complaints(doctor(), "collection").isEmpty)
        let connection = try #require(site.database).connect()
        try connection.execute(
            """
            update ledger.output
            set planned_at = planned_at - interval '5 days', staged_at = staged_at - interval '5 days',
                published_at = published_at - interval '5 days'
            """
        )
        connection.close()
        let complaints = try complaints(doctor(), "collection")
        #expect(complaints.map(\.verdict) == ["warning"])
        #expect(complaints.first?.message.contains("humboldt-1") == true)
    }

    @Test func `G14 a file of the home that is open to others is a problem`() throws {
        try evening()
        #expect(try complaints(doctor(), "file-modes").isEmpty)
        try shell("chmod o+r summary/*/summary.txt")
        let found = try doctor()
        #expect(found.exit == 1)
        #expect(try complaints(found, "file-modes").first?.message.contains("summary.txt") == true)
    }

    @Test func `F38 archive files that are missing are a problem`() throws {
        try evening()
        try shell("rm -f archive/humboldt/*.xml")
        let found = try doctor()
        #expect(found.exit == 1)
        let complaints = try complaints(found, "archive")
        #expect(complaints.first?.message.contains(humboldt.fileName) == true)
    }

    @Test func `F39 a staged file without a row and a row without its file are named`() throws {
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run(failpoints: "t2.after_commit=crash").wasKilled)
        #expect(try complaints(doctor(), "staging").isEmpty)
        try shell("mv staging/humboldt/*.dat.e* staging/humboldt/9.other.dat.e0")
        let messages = try complaints(doctor(), "staging").map(\.message)
        #expect(messages.contains { $0.contains("before its delivery began") })
        #expect(messages.contains { $0.contains("1 staged file") })
    }

    @Test func `the lease of a killed run is named until a run takes it over`() throws {
        try site.put(humboldt, at: "humboldt")
        #expect(try site.run(failpoints: "t1.after_commit=crash").wasKilled)
        // The server needs a moment to see that the session is gone.
        var complaints = try complaints(doctor(), "leases")
        for _ in 0..<50 where complaints.isEmpty {
            usleep(20_000)
            complaints = try self.complaints(doctor(), "leases")
        }
        #expect(complaints.map(\.verdict) == ["warning"])
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try self.complaints(doctor(), "leases").isEmpty)
    }

    @Test func `a place that is away, and one that is another hub's, are problems`() throws {
        try site.makeFolder("away")
        let away = "\(site.scratch.path)/away"
        try site.onboard([CampusDeclaration("humboldt").with(\.outbox, away)])
        #expect(try complaints(doctor(), "places").isEmpty)
        try shell("printf 'home x\\ndatabase y\\n' > ../away/.bursarhub/owner")
        #expect(try complaints(doctor(), "places").first?.message.contains("another hub") == true)
        try site.scratch.move("away", to: "gone")
        let found = try doctor()
        #expect(found.exit == 1)
        #expect(try complaints(found, "places").map(\.verdict) == ["problem"])
    }

    @Test func `a database that is away, or of another version, ends with 3`() throws {
        let away = try HubProcess.run(
            ["doctor", "--json", "--home", site.home, "--database", "host=\(site.scratch.path)"],
            environment: ["BURSARHUB_PATIENCE": "1"]
        )
        #expect(away.exit == 3)
        #expect(try complaints(away, "server").map(\.verdict) == ["problem"])
        let connection = try #require(site.database).connect()
        try connection.execute(
            """
            insert into migration.applied (number, name, checksum)
            values (9999, 'of_tomorrow', sha256('x'))
            """
        )
        connection.close()
        let newer = try doctor()
        #expect(newer.exit == 3)
        #expect(try complaints(newer, "schema").map(\.verdict) == ["problem"])
    }

    @Test func `F48 a database that does not wait for its commits is a problem`() throws {
        let name = try #require(site.database).name
        try TestServer.shared.administer("alter database \(name) set synchronous_commit = off")
        let found = try doctor()
        #expect(found.exit == 3)
        #expect(try complaints(found, "server").first?.message.contains("lose commits") == true)
    }
}

/// The same for servers.
@Suite(.enabled(if: TestSSHServer.isInstalled, "\(TestSSHServer.reason)"))
struct DoctorServerTests {
    @Test func `a server that is reached is fine, one with a strange key is a problem`() throws {
        let servers = try ServerSite()
        let stranger = try TestSSHServer()
        try servers.site.onboard([
            servers.reading("humboldt"),
            CampusDeclaration("sonoma").with(
                \.outbox,
                try servers.place("sfs", hostKey: stranger.hostKey)
            ),
        ])
        let found = try servers.site.command(["doctor", "--json"])
        #expect(found.exit == 1)
        let places = try found.json["checks"].items.filter {
            $0["check"] == "places" && $0["message"].string?.contains("sftp://") == true
        }
        #expect(places["campus", "humboldt"]["verdict"] == "ok")
        #expect(places["campus", "sonoma"]["verdict"] == "problem")
        #expect(places["campus", "sonoma"]["message"].string?.contains("host_key") == true)
    }
}

extension [JSON] {
    fileprivate subscript(_ key: String, _ value: String) -> JSON {
        first { $0[key] == .text(value) } ?? .null
    }
}
