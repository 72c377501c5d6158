import PostgreSQL
import TestSupport
import Testing

@Suite struct TransactionTests {
    private let database: TestDatabase
    private let connection: PostgresConnection

    private struct Refusal: Error, Equatable {}

    init() throws {
        database = try TestDatabase()
        connection = try database.connect()
        try connection.executeScript(
            "create table public.n (n bigint primary key deferrable initially deferred)",
            deadline: .seconds(5)
        )
    }

    private func insert(_ number: Int, on connection: PostgresConnection? = nil) throws {
        try (connection ?? self.connection).execute("insert into public.n values (\(number))")
    }

    private func numbers() throws -> [Int] {
        try database.connect().query("select n from public.n order by n")
            .map { try $0.get("n") }
    }

    @Test func `what a transaction did is there when it ends`() throws {
        let sum = try connection.transaction {
            try insert(1)
            try insert(2)
            #expect(try numbers() == [])
            return 3
        }
        #expect(sum == 3)
        #expect(try numbers() == [1, 2])
    }

    @Test func `a transaction that throws leaves nothing behind`() throws {
        #expect(throws: Refusal()) {
            try connection.transaction {
                try insert(1)
                throw Refusal()
            }
        }
        #expect(try numbers() == [])
        try connection.transaction { try insert(2) }
        #expect(try numbers() == [2])
    }

    @Test func `a savepoint is undone alone`() throws {
        try connection.transaction {
            try insert(1)
            #expect(throws: Refusal()) {
                try connection.savepoint("half") {
                    try insert(2)
                    throw Refusal()
                }
            }
            let error = try #require(throws: PostgresError.self) {
                try connection.savepoint("wrong") { try connection.execute("select 1 / 0") }
            }
            #expect(error.state?.errorClass == "22")
            try connection.savepoint("kept") { try insert(3) }
        }
        #expect(try numbers() == [1, 3])
    }

    @Test func `a statement that failed unseen does not commit`() throws {
        let error = try #require(throws: PostgresError.self) {
            try connection.transaction {
                try insert(1)
                _ = try? connection.execute("select 1 / 0")
            }
        }
        #expect(error.state == .inFailedTransaction)
        #expect(!error.outcomeUnknown)
        #expect(try numbers() == [])
        try connection.transaction { try insert(2) }
        #expect(try numbers() == [2])
    }

    @Test func `a commit that is refused is known to have failed`() throws {
        try insert(1)
        let error = try #require(throws: PostgresError.self) {
            try connection.transaction { try insert(1) }
        }
        #expect(error.state == .uniqueViolation)
        #expect(!error.outcomeUnknown)
        #expect(try numbers() == [1])
        #expect(!connection.isBroken)
    }

    @Test func `a transaction in a transaction is refused`() throws {
        try connection.transaction {
            try insert(1)
            let error = try #require(throws: PostgresError.self) {
                try connection.transaction { try insert(2) }
            }
            #expect(error.kind == .misuse)
        }
        #expect(try numbers() == [1])
    }

    @Test func `a snapshot does not change while it is read`() throws {
        try connection.transaction(.repeatableRead) {
            #expect(try connection.query("select n from public.n").isEmpty)
            try insert(1, on: database.connect())
            #expect(try connection.query("select n from public.n").isEmpty)
        }
        #expect(try numbers() == [1])
    }

    @Test func `a failed rollback hides no cause`() throws {
        let other = try database.connect()
        let error = try #require(throws: TransactionError.self) {
            try connection.transaction {
                try insert(1)
                try other.execute("select pg_terminate_backend(\(connection.backendID), 5000)")
                throw Refusal()
            }
        }
        #expect(error.cause is Refusal)
        #expect(error.rollback.kind == .connectionLost)
        #expect(connection.isBroken)
        #expect(try numbers() == [])
    }

    @Test func `a session that was ended is lost and its transaction undone`() throws {
        let other = try database.connect()
        let error = try #require(throws: PostgresError.self) {
            try connection.transaction {
                try insert(1)
                try other.execute("select pg_terminate_backend(\(connection.backendID), 5000)")
                try insert(2)
            }
        }
        #expect(error.kind == .connectionLost)
        #expect(error.state == .adminShutdown)
        #expect(!error.outcomeUnknown, "without a COMMIT nothing can have happened")
        #expect(connection.isBroken)
        #expect(try numbers() == [])
    }

    @Test func `a session that was ended between statements leaves the outcome open`() throws {
        try insert(0)
        try database.connect().execute(
            "select pg_terminate_backend(\(connection.backendID), 5000)"
        )
        let error = try #require(throws: PostgresError.self) { try insert(1) }
        #expect(error.kind == .connectionLost)
        #expect(error.outcomeUnknown)
        #expect(connection.isBroken)
    }
}
