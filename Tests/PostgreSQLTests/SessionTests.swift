import Dispatch
import Glibc
import PostgreSQL
import Synchronization
import TestSupport
import Testing

@Suite struct SessionTests {
    private let database: TestDatabase

    init() throws {
        database = try TestDatabase()
    }

    private func setting(_ name: String, of connection: PostgresConnection) throws -> String {
        try #require(connection.query("select current_setting(\(name)) as value").first)
            .get("value")
    }

    @Test func `a session has its own settings whatever the database says`() throws {
        let defaults = [
            "timezone": "'Pacific/Kiritimati'", "datestyle": "'German, DMY'",
            "intervalstyle": "'sql_standard'", "extra_float_digits": "-5",
            "standard_conforming_strings": "off", "synchronous_commit": "off",
            "search_path": "'public'", "client_encoding": "'latin1'", "bytea_output": "'escape'",
        ]
        for (name, value) in defaults {
            try TestServer.shared.administer(
                "alter database \(database.name) set \(name) = \(value)"
            )
        }
        let connection = try database.connect(applicationName: "the hub")
        let expected = [
            "timezone": "UTC", "datestyle": "ISO, YMD", "intervalstyle": "iso_8601",
            "extra_float_digits": "1", "standard_conforming_strings": "on",
            "synchronous_commit": "on", "search_path": "\"\"", "client_encoding": "UTF8",
            "bytea_output": "hex", "application_name": "the hub", "statement_timeout": "29s",
            "lock_timeout": "10s", "idle_in_transaction_session_timeout": "2min",
        ]
        for (name, value) in expected {
            #expect(try setting(name, of: connection) == value, "\(name)")
        }
    }

    @Test func `a commit that waits for standbys stays so`() throws {
        try TestServer.shared.administer(
            "alter database \(database.name) set synchronous_commit = remote_apply"
        )
        #expect(try setting("synchronous_commit", of: database.connect()) == "remote_apply")
    }

    @Test func `a longer deadline reaches the server and is taken back`() throws {
        let connection = try database.connect()
        let statement: PostgresStatement = "select current_setting('statement_timeout') as value"
        for (deadline, expected) in [
            (nil, "29s"), (.seconds(120), "119s"), (nil, "29s"),
            (.seconds(1 << 40), "2147483647ms"),
        ]
            as [(Duration?, String)]
        {
            let rows = try connection.query(statement, deadline: deadline)
            #expect(try rows.first?.get("value") == expected)
        }
    }

    @Test func `the server ends a long statement first and the session goes on`() throws {
        let connection = try database.connect()
        let error = try #require(throws: PostgresError.self) {
            try connection.query("select pg_sleep(20)", deadline: .milliseconds(300))
        }
        #expect(error.kind == .statementFailed)
        #expect(error.state == .queryCanceled)
        #expect(!error.outcomeUnknown)
        #expect(try connection.query("select 1").count == 1)
    }

    @Test func `a lock that another session holds is not waited for long`() throws {
        let (one, other) = try (
            database.connect(), database.connect(deadlines: .init(lock: .milliseconds(100)))
        )
        try one.execute("select pg_advisory_lock(7)")
        let error = try #require(throws: PostgresError.self) {
            try other.execute("select pg_advisory_lock(7)")
        }
        #expect(error.state == .lockNotAvailable)
    }

    @Test func `two sessions are two processes of a server that is new enough`() throws {
        let (one, other) = try (database.connect(), database.connect())
        #expect(one.serverVersion >= 150_000)
        #expect(one.backendID > 0)
        #expect(one.backendID != other.backendID)
        let row = try one.query("select pg_backend_pid() as id").first
        #expect(try row?.get("id") == one.backendID)
    }

    @Test func `signals at 1 kHz disturb nothing`() throws {
        let connection = try database.connect()
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in }
        unsafe sigaction(SIGURG, &action, nil)  // without SA_RESTART
        let thread = pthread_self()
        let end = Atomic(false)
        let sender = DispatchQueue(label: "signals")
        sender.async {
            while !end.load(ordering: .relaxed) {
                pthread_kill(thread, SIGURG)
                usleep(1000)
            }
        }
        defer { sender.sync {} }
        defer { end.store(true, ordering: .relaxed) }
        for number in 0..<20 {
            let rows = try connection.query("select \(number) as n, pg_sleep(0.01)")
            #expect(try rows.first?.get("n") == number)
        }
        let other = try database.connect()
        #expect(try other.query("select 1").count == 1)
    }

    @Test func `a closed session says so`() throws {
        let connection = try database.connect()
        connection.close()
        #expect(connection.isBroken)
        let error = try #require(throws: PostgresError.self) { try connection.query("select 1") }
        #expect(error.kind == .connectionLost)
        #expect(!error.outcomeUnknown)
    }

    @Test func `a notice writes nothing`() throws {
        let connection = try database.connect()
        try connection.executeScript(
            "set client_min_messages = notice; do $$ begin raise notice 'canary'; end $$",
            deadline: .seconds(5)
        )
        #expect(!connection.isBroken)
    }

    @Test func `the second of two hosts is asked when the first is silent`() throws {
        let silent = try ScratchFolder()
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        try bindSilently(listener, at: "\(silent.path)/.s.PGSQL.5432")
        let host = try #require(database.address.host)
        let both = PostgresAddress(
            """
            host=\(silent.path),\(host) port=5432 dbname=\(database.name) \
            user=\(database.address.user ?? "") target_session_attrs=read-write
            """
        )
        let connection = try PostgresConnection(
            both,
            applicationName: "tests",
            deadlines: .init(connect: .milliseconds(300))
        )
        #expect(try connection.query("select 1").count == 1)
    }

    private func bindSilently(_ listener: Int32, at path: String) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8)
        }
        let result = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0 && listen(listener, 1) == 0)
    }
}
