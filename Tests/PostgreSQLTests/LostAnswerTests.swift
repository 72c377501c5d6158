import Glibc
import PostgreSQL
import TestSupport
import Testing

@Suite struct LostAnswerTests {
    private let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        try database.connect().executeScript(
            "create table public.n (n bigint)",
            deadline: .seconds(5)
        )
    }

    private func count() throws -> Int {
        let rows = try database.connect().query("select count(*) as n from public.n")
        return try #require(rows.first).get("n")
    }

    private func commitError(through fault: TestServerProxy.Fault) throws -> PostgresError {
        let proxy = try TestServerProxy(to: database.address, fault)
        let connection = try PostgresConnection(
            proxy.address,
            applicationName: "tests",
            deadlines: .init(commit: .milliseconds(400))
        )
        let error = try #require(throws: PostgresError.self) {
            try connection.transaction {
                try connection.execute("insert into public.n values (1)")
            }
        }
        #expect(connection.isBroken)
        withExtendedLifetime(proxy) {}
        return error
    }

    @Test func `F16 a commit whose answer was cut off may have been done`() throws {
        let error = try commitError(through: .cutsAnswer(to: "; commit"))
        #expect(error.kind == .connectionLost)
        #expect(error.outcomeUnknown)
        #expect(try count() == 1)
    }

    @Test func `F16 a commit whose answer does not come may have been done`() throws {
        let error = try commitError(through: .swallowsAnswer(to: "; commit"))
        #expect(error.kind == .deadlineExceeded)
        #expect(error.outcomeUnknown)
        #expect(try count() == 1)
    }

    @Test func `F15 a session that is cut anywhere never hangs and never lies`() throws {
        var piece = 0
        var outcomes: Set<String> = []
        while true {
            piece += 1
            let before = try count()
            let start = ContinuousClock.now
            let proxy = try TestServerProxy(to: database.address, .cutsPiece(piece))
            do {
                let connection = try PostgresConnection(
                    proxy.address,
                    applicationName: "tests",
                    deadlines: .init(connect: .seconds(20), statement: .seconds(20))
                )
                try connection.transaction {
                    try connection.execute("insert into public.n values (1)")
                    let copy = try connection.copyIn("copy public.n from stdin (format binary)")
                    try copy.beginRow(columns: 1)
                    try copy.append(Int64(1))
                    #expect(try copy.finish() == 1)
                }
                #expect(try count() == before + 2)
                break
            } catch let error as PostgresError {
                outcomes.insert("\(error.kind)")
                let after = try count()
                #expect(error.outcomeUnknown || after == before, "piece \(piece): \(error)")
            }
            #expect(start.duration(to: .now) < .seconds(20), "piece \(piece)")
            withExtendedLifetime(proxy) {}
        }
        #expect(piece > 10, "the proxy has seen the whole conversation")
        #expect(outcomes == ["connectionFailed", "connectionLost"])
    }

    @Test(arguments: [nil, Duration.milliseconds(200)])
    func `F14 a frozen server is given up at the deadline`(own deadline: Duration?) throws {
        let connection = try database.connect(
            deadlines: .init(statement: .milliseconds(deadline == nil ? 200 : 20_000))
        )
        let backend = connection.backendID
        kill(backend, SIGSTOP)
        defer { kill(backend, SIGCONT) }
        let start = ContinuousClock.now
        let error = try #require(throws: PostgresError.self) {
            try connection.execute("insert into public.n values (1)", deadline: deadline)
        }
        #expect(start.duration(to: .now) < .seconds(2))
        #expect(error.kind == .deadlineExceeded)
        #expect(error.outcomeUnknown == (deadline == nil), "a setting was asked for before it")
        #expect(connection.isBroken)
    }

    @Test func `F14 a copy into a frozen server is given up when nothing moves`() throws {
        let connection = try database.connect(deadlines: .init(copy: .milliseconds(300)))
        let backend = connection.backendID
        let copy = try connection.copyIn("copy public.n from stdin (format binary)")
        kill(backend, SIGSTOP)
        defer { kill(backend, SIGCONT) }
        let start = ContinuousClock.now
        let error = try #require(throws: PostgresError.self) {
            for number in 0..<1_000_000 {
                try copy.beginRow(columns: 1)
                try copy.append(Int64(number))
            }
            _ = try copy.finish()
        }
        #expect(start.duration(to: .now) < .seconds(5))
        #expect(error.kind == .deadlineExceeded)
        #expect(!error.outcomeUnknown)
        #expect(connection.isBroken)
    }
}
