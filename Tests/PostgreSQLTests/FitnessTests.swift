import Glibc
import Posix
import TestSupport
import Testing

@testable import PostgreSQL

@Suite struct FitnessTests {
    private let database: TestDatabase

    init() throws {
        database = try TestDatabase()
    }

    private func findings(
        clockAhead seconds: Int64 = 0
    ) throws -> [PostgresFitness.Finding] {
        let connection = try database.connect()
        return try PostgresFitness.check(connection) {
            let now = PostgresTimestamp.now.microsecondsSince1970
            return PostgresTimestamp(microsecondsSince1970: now - seconds * 1_000_000)
        }.findings
    }

    @Test func `a server of ours is fit`() throws {
        #expect(try findings() == [])
    }

    @Test func `a database that does not wait for its commits is unfit, whatever the session sets`()
        throws
    {
        for value in ["off", "local", "remote_write"] {
            try TestServer.shared.administer(
                "alter database \(database.name) set synchronous_commit = \(value)"
            )
            let found = try findings()
            #expect(
                found == [.settingEndangersCommits(name: "synchronous_commit", value: value)]
            )
            #expect(PostgresFitness(findings: found).isUnfit)
        }
    }

    @Test func `a database that takes no changes is unfit`() throws {
        try TestServer.shared.administer(
            "alter database \(database.name) set default_transaction_read_only = on"
        )
        #expect(try findings() == [.readOnly])
    }

    @Test func `clocks minutes apart are a warning and hours apart unfit`() throws {
        #expect(try findings(clockAhead: 100) == [])
        let minutes = try findings(clockAhead: 300)
        #expect(minutes == [.clockApart(seconds: 300)])
        #expect(!PostgresFitness(findings: minutes).isUnfit)
        let hours = try findings(clockAhead: -7200)
        #expect(hours == [.clockApart(seconds: -7200)])
        #expect(PostgresFitness(findings: hours).isUnfit)
    }

    @Test func `a server that logs rows is a warning, until it or the role says otherwise`() throws
    {
        try TestServer.shared.administer(
            """
            alter database \(database.name) set log_error_verbosity = verbose;
            alter database \(database.name) set log_statement = 'all'
            """
        )
        let found = try findings()
        #expect(
            found == [
                .settingLogsRows(name: "log_error_verbosity", value: "verbose", good: "terse"),
                .settingLogsRows(name: "log_statement", value: "all", good: "none"),
            ]
        )
        #expect(!PostgresFitness(findings: found).isUnfit)
        #expect(found.first?.description.contains("set it to `terse`") == true)
    }

    @Test func `what is found says what to do`() {
        let findings: [PostgresFitness.Finding] = [
            .serverTooOld(version: 140_011), .behindPooler, .encodingNotUTF8("LATIN1"),
            .clockApart(seconds: -130), .readOnly,
            .settingEndangersCommits(name: "fsync", value: "off"),
        ]
        #expect(
            findings.map(\.description) == [
                "the server is PostgreSQL 14; at least 15 is needed; move the database to a newer server",
                "the address leads to a connection pooler; give the address of the server itself",
                "the database's encoding is LATIN1; make a database with encoding UTF8",
                "the database's clock is 130 s behind this machine's; set both by NTP",
                "the server takes no changes (a standby?); "
                    + "add `target_session_attrs=read-write` to the address",
                "the server runs with `fsync` = `off` and may lose commits; "
                    + "set it to `on` for server, database and role",
            ]
        )
    }

    @Test func `a session that is lent by a pooler is unfit`() throws {
        let pooler = try TestServerPooler(to: database.address)
        let connection = try PostgresConnection(pooler.address, applicationName: "tests")
        #expect(try PostgresFitness.check(connection).findings == [.behindPooler])
    }

    @Test(arguments: [
        ("/run/postgresql", "prefer", true), ("localhost", "prefer", true),
        ("127.0.0.1", "disable", true), ("::1", "prefer", true), ("", "prefer", true),
        ("db.example.edu", "prefer", false), ("db.example.edu", "require", false),
        ("db.example.edu", "verify-ca", false), ("db.example.edu", "verify-full", true),
        ("10.0.0.5", "prefer", false), ("localhost.example.edu", "prefer", false),
    ])
    func `only what leaves the machine must prove the server's name`(
        _ host: String,
        _ sslMode: String,
        _ isVerified: Bool
    ) {
        let way = PostgresWay(host: host, sslMode: sslMode, channelBinding: "prefer")
        #expect(way.isVerified == isVerified)
    }

    @Test func `a session tells the way that libpq took`() throws {
        let way = try database.connect().way
        #expect(way.staysOnThisMachine)
        #expect(way.host.hasPrefix("/"))
        #expect(!way.sslMode.isEmpty)
    }
}

/// A server that was told not to wait for its disk.
@Suite struct HastyServerTests {
    @Test func `F48 a server without fsync or full_page_writes is unfit`() throws {
        let folder = try TestServerFolder()
        let server = EmbeddedServer(folder: folder.serverPath)
        let address = try server.start()
        try server.stop()
        let place = try ServerFolder.made(at: folder.serverPath)
        let account = try ServerAccount.choose(for: place, userNamespaces: nil)
        let programs = try ServerPrograms.find(version: place.clusterVersion())
        let settings = ServerSettings.binding(socketFolder: try ServerSocket(of: place).path)
            .map {
                ["fsync=on", "full_page_writes=on"].contains($0)
                    ? $0.replacing("on", with: "off") : $0
            }
            .flatMap { ["-c", $0] }
        let log = try ServerLog(of: place)
        let silence = FileDescriptor(
            adopting: unsafe open("/dev/null", O_WRONLY | O_CLOEXEC),
            path: "/dev/null"
        )
        _ = try account.child(programs.postgres, ["-D", place.path(of: .data)] + settings)
            .startDetached(log: log.file, keeping: silence)
        let connection = try PostgresConnection.connectWithRetries(
            address,
            applicationName: "tests",
            within: .seconds(30)
        )
        let fitness = try PostgresFitness.check(connection)
        #expect(
            fitness.findings == [
                .settingEndangersCommits(name: "fsync", value: "off"),
                .settingEndangersCommits(name: "full_page_writes", value: "off"),
            ]
        )
        #expect(fitness.isUnfit)
        connection.close()
        try server.stop()
    }
}
