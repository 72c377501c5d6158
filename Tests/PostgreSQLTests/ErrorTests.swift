import PostgreSQL
import TestSupport
import Testing

@Suite struct ErrorTests {
    private let database: TestDatabase
    private let connection: PostgresConnection

    init() throws {
        database = try TestDatabase()
        connection = try database.connect()
        try connection.executeScript(
            """
            create table public.fee (
                id text primary key,
                cents bigint constraint cents_are_positive check (cents > 0)
            )
            """,
            deadline: .seconds(5)
        )
    }

    private func refusal(_ statement: PostgresStatement) throws -> PostgresError {
        try #require(throws: PostgresError.self) { try connection.execute(statement) }
    }

    @Test func `a broken constraint is named and its row is not quoted`() throws {
        try connection.execute("insert into public.fee values (\("009999999"), \(5))")
        let twice = try refusal("insert into public.fee values (\("009999999"), \(6))")
        #expect(twice.kind == .statementFailed)
        #expect(twice.state == .uniqueViolation)
        #expect(twice.constraint == "fee_pkey")
        #expect(twice.statement == "insert into public.fee values ($1, $2)")
        #expect(!twice.outcomeUnknown)
        let negative = try refusal("insert into public.fee values (\("1"), \(-7))")
        #expect(negative.state == .checkViolation)
        #expect(negative.constraint == "cents_are_positive")
        for error in [twice, negative] {
            #expect(!"\(error) \(error.message)".contains("009999999"))
            #expect(!"\(error)".contains("-7"))
        }
        #expect(!connection.isBroken)
    }

    @Test func `a message that would quote a value is withheld`() throws {
        let error = try refusal("select \("canary")::bigint")
        #expect(error.state?.errorClass == "22")
        #expect(!"\(error)".contains("canary"))
    }

    @Test func `a statement that is no SQL is refused and the session goes on`() throws {
        #expect(try refusal("selct 1").state == .syntaxError)
        #expect(try refusal("select * from public.nothing").state == .tableMissing)
        #expect(try connection.query("select 1").count == 1)
    }

    @Test func `the rows that a statement affected are counted`() throws {
        #expect(
            try connection.execute(
                "insert into public.fee select n::text, n from generate_series(1, 7) n"
            ) == 7
        )
        #expect(try connection.execute("update public.fee set cents = 9 where cents > 4") == 3)
        #expect(try connection.execute("delete from public.fee where false") == 0)
        #expect(try connection.query("delete from public.fee returning id").count == 7)
    }

    @Test func `a failing script names its line and leaves nothing behind`() throws {
        let error = try #require(throws: PostgresError.self) {
            try connection.executeScript(
                "create table public.a (n int);\n\nselct 1;",
                deadline: .seconds(5)
            )
        }
        #expect(error.message.hasSuffix("(line 3)"))
        #expect(error.statement == "(a script)")
        #expect(try connection.query("select to_regclass('public.a') as t where false").isEmpty)
        #expect(try refusal("select * from public.a").state == .tableMissing)
    }

    @Test func `a script without a statement is done`() throws {
        try connection.executeScript("-- nothing yet\n", deadline: .seconds(5))
        #expect(try connection.query("select 1").count == 1)
    }

    @Test func `only a copy may begin a copy`() throws {
        let error = try refusal("copy public.fee from stdin (format binary)")
        #expect(error.kind == .misuse)
        #expect(connection.isBroken)
    }

    @Test func `a login that is refused is told from a server that is away`() throws {
        let missing = try #require(throws: PostgresError.self) {
            try PostgresConnection(
                database.address.withDatabase("nowhere"),
                applicationName: "tests"
            )
        }
        #expect(missing.kind == .connectionFailed)
        #expect(missing.state == .databaseMissing)
        #expect(!missing.isServerAway)
        let away = try #require(throws: PostgresError.self) {
            try PostgresConnection(
                PostgresAddress("host=/nowhere user=a dbname=b"),
                applicationName: "tests"
            )
        }
        #expect(away.kind == .connectionFailed)
        #expect(away.state == nil)
        #expect(away.isServerAway)
    }
}
