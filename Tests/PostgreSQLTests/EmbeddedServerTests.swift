import Dispatch
import Glibc
import Posix
import Synchronization
import TestSupport
import Testing

@testable import PostgreSQL

@Suite struct EmbeddedServerTests {
    private let folder: TestServerFolder
    private var path: String { folder.serverPath }
    private var server: EmbeddedServer { EmbeddedServer(folder: path) }

    init() throws {
        folder = try TestServerFolder()
    }

    private func process() throws -> Int32 {
        guard case .running(let process) = try server.status() else {
            Issue.record("the server does not run: \(try server.status())")
            return 0
        }
        return process
    }

    private func answer(at address: PostgresAddress) throws -> Int? {
        try PostgresConnection(address, applicationName: "tests").query("select 6 * 7 as n")
            .first?.get("n")
    }

    @Test func `a server is made, started, found again and stopped`() throws {
        #expect(try server.status() == .absent)
        let address = try server.start()
        #expect(try answer(at: address) == 42)
        let process = try process()
        #expect(try server.start() == address)
        #expect(try self.process() == process, "a second start is none")
        #expect(try server.address() == address)
        #expect(try answer(at: PostgresAddress(server.url)) == 42)

        #expect(getsid(process) == process, "it has no terminal")
        let fitness = try PostgresFitness.check(
            PostgresConnection(address, applicationName: "tests")
        )
        #expect(fitness.findings == [])

        try server.stop()
        #expect(try server.status() == .stopped)
        try server.stop()
        #expect(try server.start() == address)
        #expect(try answer(at: address) == 42)
    }

    @Test func `nothing of a server is open to others, and no value is in its log`() throws {
        let address = try server.start()
        let connection = try PostgresConnection(address, applicationName: "tests")
        #expect(throws: PostgresError.self) {
            try connection.query("select \("canary")::bigint")
        }
        #expect(throws: PostgresError.self) {
            try connection.executeScript("select 'canary'::bigint", deadline: .seconds(5))
        }
        let found = try ChildProcess("find", [folder.path, "-perm", "/077", "!", "-type", "l"])
            .run(deadline: .seconds(10))
        #expect(found.outputText == "")
        let log = try ChildProcess("cat", ["\(path)/server.log"]).run(deadline: .seconds(10))
        #expect(log.outputText.contains("ready to accept connections"))
        #expect(!log.outputText.contains("canary"))
    }

    @Test func `of many starts at once one starts it`() throws {
        let errors = Mutex<[String]>([])
        let addresses = Mutex<Set<String>>([])
        let server = server
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let address = try server.start()
                _ = addresses.withLock { $0.insert(address.uri) }
            } catch {
                errors.withLock { $0.append("\(error)") }
            }
        }
        #expect(errors.withLock { $0 } == [])
        #expect(addresses.withLock { $0.count } == 1)
    }

    @Test func `a killed server starts again with all that was committed`() throws {
        let connection = try PostgresConnection(server.start(), applicationName: "tests")
        try connection.executeScript("create table public.kept (n int)", deadline: .seconds(5))
        let process = try process()
        kill(process, SIGKILL)
        let address = try server.start()
        #expect(try self.process() != process)
        let rows = try PostgresConnection(address, applicationName: "tests")
            .query("select 1 from public.kept")
        #expect(rows.isEmpty)
    }

    @Test func `a process that has the number of a killed server is not taken for it`() throws {
        _ = try server.start()
        try server.stop()
        let text = "\(getpid())\n\(path)/data\n1\n5432\n\(path)/socket\n\n  1 1\nready\n"
        try write(text, to: "\(path)/data/postmaster.pid")
        try write("\(getpid())\n", to: "\(path)/socket/.s.PGSQL.5432.lock")
        #expect(try server.status() == .stopped)
        #expect(try answer(at: server.start()) == 42)
    }

    @Test func `a cluster that was made half-way is made anew`() throws {
        try FileManager.makeFolders("\(path)/data.new/base")
        try write("15", to: "\(path)/data.new/PG_VERSION")
        #expect(try server.status() == .absent)
        #expect(try answer(at: server.start()) == 42)
        let names = try Folder.open(path).list(limit: 100).names.map(\.shown).sorted()
        #expect(names == ["data", "server.lock", "server.log", "socket", "start.lock"])
    }

    @Test func `a cluster whose database was not made yet gets it`() throws {
        let address = try server.start()
        let other = try PostgresConnection(
            address.withDatabase("postgres"),
            applicationName: "tests"
        )
        try other.executeScript("drop database bursarhub with (force)", deadline: .seconds(20))
        #expect(try answer(at: server.start()) == 42)
    }

    @Test func `what is no cluster is not touched`() throws {
        try FileManager.makeFolders("\(path)/data")
        try write("mine", to: "\(path)/data/diary")
        let error = try #require(throws: EmbeddedServerError.self) { try server.start() }
        #expect(error.kind == .folderRefused)
        #expect(try Folder.open("\(path)/data").list(limit: 9).names.map(\.shown) == ["diary"])
    }

    @Test func `a home with a long path has its socket in a short place that is found again`()
        throws
    {
        let long = path + "/" + String(repeating: "long/", count: 30) + "postgres"
        let server = EmbeddedServer(folder: long)
        let address = try server.start()
        defer { try? server.stop() }
        let socket = try #require(address.host)
        defer { _ = unsafe rmdir(socket) }
        #expect(socket.utf8.count < 60)
        #expect(try answer(at: address) == 42)
        #expect(try EmbeddedServer(folder: long).start() == address)
        let found = try ChildProcess("find", [socket, "-perm", "/077"]).run(deadline: .seconds(5))
        #expect(found.outputText == "")
        try server.stop()
        #expect(try server.status() == .stopped)
    }

    @Test func `a short place that belongs to somebody else is refused`() throws {
        guard geteuid() == 0 else { return }
        let long = path + "/" + String(repeating: "long/", count: 30) + "postgres"
        let server = EmbeddedServer(folder: long)
        let socket = try #require(server.address().host)
        try #require(unsafe mkdir(socket, 0o700) == 0)
        defer { _ = unsafe rmdir(socket) }
        try #require(unsafe chown(socket, 12345, 12345) == 0)
        let error = try #require(throws: EmbeddedServerError.self) { try server.start() }
        #expect(error.kind == .folderRefused)
        #expect(error.message.contains(socket))
    }

    @Test func `a server that does not start says what its log says`() throws {
        _ = try server.start()
        try server.stop()
        try write("nonsense = on\n", to: "\(path)/data/postgresql.conf")
        let error = try #require(throws: EmbeddedServerError.self) { try server.start() }
        #expect(error.kind == .notStarted)
        #expect(error.message.contains("unrecognized configuration parameter \"nonsense\""))
    }

    @Test func `a frozen server is reported at the deadline`() throws {
        _ = try server.start()
        let process = try process()
        kill(process, SIGSTOP)
        defer { kill(process, SIGCONT) }
        let start = ContinuousClock.now
        let error = try #require(throws: EmbeddedServerError.self) {
            try server.start(deadline: .milliseconds(200))
        }
        #expect(error.kind == .notAnswering)
        #expect(start.duration(to: .now) < .seconds(15))
    }

    @Test func `a log that has grown too long keeps its end`() throws {
        _ = try server.start()
        try server.stop()
        try write(String(repeating: "old\n", count: 400_000) + "last\n", to: "\(path)/server.log")
        _ = try server.start()
        let sizes = try ChildProcess("wc", ["-c", "\(path)/server.log"]).run(deadline: .seconds(5))
        #expect(Int(sizes.outputText.prefix(while: \.isNumber)) ?? .max < 10_000)
        let end = try ChildProcess("tail", ["-n", "1", "\(path)/server.earlier.log"])
            .run(deadline: .seconds(5))
        #expect(end.outputText == "last\n")
    }

    @Test
    func
        `root without user namespaces gives the folder to an account that passes through its home`()
        throws
    {
        guard geteuid() == 0, unsafe getpwnam("postgres") != nil else { return }
        let server = EmbeddedServer(folder: path, userNamespaces: false)
        #expect(try answer(at: server.start()) == 42)
        let owner = try Folder.open("\(path)/data").status().owner
        #expect(owner != 0)
        #expect(try answer(at: EmbeddedServer(folder: path).start()) == 42)
        try server.stop()
        #expect(try answer(at: EmbeddedServer(folder: path).start()) == 42)
        try server.stop()
    }

    private func write(_ text: String, to path: String) throws {
        let number = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        try #require(number >= 0)
        let file = FileDescriptor(adopting: number, path: path)
        try file.write(Array(text.utf8))
        try file.close()
    }

    private enum FileManager {
        static func makeFolders(_ path: String) throws {
            let outcome = try ChildProcess("mkdir", ["-p", "-m", "700", path])
                .run(deadline: .seconds(5))
            try #require(outcome.succeeded)
        }
    }
}
