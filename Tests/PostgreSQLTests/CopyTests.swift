import Glibc
import PostgreSQL
import TestSupport
import Testing

@Suite struct CopyTests {
    private let database: TestDatabase
    private let connection: PostgresConnection

    init() throws {
        database = try TestDatabase()
        connection = try database.connect()
        try connection.executeScript(
            """
            create table public.fee (
                ordinal bigint primary key, number int, small int2, yes boolean, day date,
                moment timestamptz, name text, bytes bytea, more text
            )
            """,
            deadline: .seconds(5)
        )
    }

    private func begin() throws -> PostgresCopy {
        try connection.copyIn("copy public.fee from stdin (format binary)")
    }

    private func count() throws -> Int {
        let rows = try connection.query("select count(*) as n from public.fee")
        return try #require(rows.first).get("n")
    }

    private func appendRow(_ ordinal: Int64, text: String = "x", to copy: PostgresCopy) throws {
        try copy.beginRow(columns: 9)
        try copy.append(ordinal)
        try copy.append(Int32(-5))
        try copy.append(Int16(6))
        try copy.append(true)
        try copy.append(date: PostgresDate(daysSince1970: -1))
        try copy.append(PostgresTimestamp(microsecondsSince1970: -1))
        try copy.append(text)
        try copy.append(bytes: ([0, 255] as [UInt8]).span)
        try copy.appendNull()
    }

    @Test func `every type arrives as it went`() throws {
        let copy = try begin()
        try appendRow(Int64.min, text: "ü", to: copy)
        #expect(try copy.finish() == 1)
        let row = try #require(connection.query("select * from public.fee").first)
        #expect(try row.get("ordinal") == Int64.min)
        #expect(try row.get("number") == -5)
        #expect(try row.get("small") == 6)
        #expect(try row.get("yes") == true)
        #expect(try row.get("day") == PostgresDate(daysSince1970: -1))
        #expect(try row.get("moment") == PostgresTimestamp(microsecondsSince1970: -1))
        #expect(try row.get("name") == "ü")
        #expect(try row.get("bytes") == [0, 255] as [UInt8])
        #expect(try row.get("more", as: String?.self) == nil)
    }

    @Test func `100,000 rows arrive whole`() throws {
        let text = Array("BTX-000000001234567".utf8)
        try connection.executeScript(
            """
            create temporary table staged (
                ordinal bigint, cents bigint, kind int2, day date, transaction text,
                student text, type text, fingerprint bytea
            )
            """,
            deadline: .seconds(5)
        )
        let fingerprint = [UInt8](repeating: 7, count: 32)
        let start = ContinuousClock.now
        let copy = try connection.copyIn("copy pg_temp.staged from stdin (format binary)")
        for ordinal in 0..<Int64(100_000) {
            try copy.beginRow(columns: 8)
            try copy.append(ordinal)
            try copy.append(ordinal * 7)
            try copy.append(Int16(1))
            try copy.append(date: PostgresDate(daysSince1970: 20_000))
            try copy.append(text.span)
            try copy.append(text.span.extracting(0..<9))
            try copy.append(text.span.extracting(2..<15))
            try copy.append(bytes: fingerprint.span)
        }
        #expect(try copy.finish() == 100_000)
        let seconds = start.duration(to: .now) / .seconds(1)
        print("COPY of 100,000 rows: \(Int(100_000 / seconds)) rows/s")
        let rows = try connection.query(
            "select count(*) as n, sum(ordinal)::bigint as total from pg_temp.staged"
        )
        #expect(try rows.first?.get("n") == 100_000)
        #expect(try rows.first?.get("total") == 4_999_950_000)
    }

    @Test func `rows and values of any length cross the buffer's end`() throws {
        let lengths = [0, 1, 131_000, 131_072, 131_073, 500_000, 3] + Array(130_900...131_080)
        let copy = try begin()
        for (number, length) in lengths.enumerated() {
            try appendRow(Int64(number), text: String(repeating: "y", count: length), to: copy)
        }
        #expect(try copy.finish() == lengths.count)
        let rows = try connection.query("select length(name) as n from public.fee order by ordinal")
        #expect(try rows.map { try $0.get("n", as: Int.self) } == lengths)
    }

    @Test func `a cancelled copy stores nothing and the session goes on`() throws {
        let copy = try begin()
        for ordinal in 0..<Int64(10_000) { try appendRow(ordinal, to: copy) }
        try copy.cancel()
        #expect(try count() == 0)
        #expect(throws: PostgresError.self) { try copy.finish() }
        #expect(try count() == 0)
    }

    @Test func `a transaction that throws gives up its copy`() throws {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try connection.transaction {
                let copy = try begin()
                try appendRow(1, to: copy)
                throw Refusal()
            }
        }
        #expect(try count() == 0)
    }

    @Test func `a transaction does not commit over an unfinished copy`() throws {
        let error = try #require(throws: PostgresError.self) {
            try connection.transaction { try appendRow(1, to: begin()) }
        }
        #expect(error.kind == .misuse)
        #expect(try count() == 0)
    }

    @Test func `a row that the server refuses fails the copy by its state`() throws {
        let copy = try begin()
        try appendRow(1, to: copy)
        try appendRow(1, text: "canary", to: copy)
        let error = try #require(throws: PostgresError.self) { try copy.finish() }
        #expect(error.state == .uniqueViolation)
        #expect(error.constraint == "fee_pkey")
        #expect(!"\(error)".contains("canary"))
        #expect(try count() == 0)
    }

    @Test func `text that is not UTF-8 is refused by the server`() throws {
        let copy = try begin()
        try copy.beginRow(columns: 9)
        try copy.append(Int64(1))
        for _ in 0..<5 { try copy.appendNull() }
        try copy.append(([0x41, 0xFF] as [UInt8]).span)
        for _ in 0..<2 { try copy.appendNull() }
        let error = try #require(throws: PostgresError.self) { try copy.finish() }
        #expect(error.state?.errorClass == "22")
        #expect(try count() == 0)
    }

    @Test func `a row with another number of columns than it said is refused`() throws {
        let copy = try begin()
        try copy.beginRow(columns: 2)
        try copy.append(Int64(1))
        #expect(throws: PostgresError.self) { try copy.beginRow(columns: 2) }
        #expect(throws: PostgresError.self) { try copy.finish() }
        try copy.append(Int64(1))
        #expect(throws: PostgresError.self) { try copy.append(Int64(1)) }
        try copy.cancel()
    }

    @Test func `nothing else is asked in the middle of a copy`() throws {
        let copy = try begin()
        let error = try #require(throws: PostgresError.self) { try connection.query("select 1") }
        #expect(error.kind == .misuse)
        #expect(throws: PostgresError.self) { try begin() }
        try appendRow(1, to: copy)
        #expect(try copy.finish() == 1)
        #expect(try count() == 1)
    }

    @Test func `a copy into a table that is missing is refused at its beginning`() throws {
        let error = try #require(throws: PostgresError.self) {
            try connection.copyIn("copy public.nothing from stdin (format binary)")
        }
        #expect(error.state == .tableMissing)
        #expect(try count() == 0)
    }

    @Test func `a copy may last longer than a statement`() throws {
        let connection = try database.connect(deadlines: .init(statement: .milliseconds(200)))
        let copy = try connection.copyIn("copy public.fee from stdin (format binary)")
        for ordinal in 0..<Int64(4) {
            try appendRow(ordinal, to: copy)
            usleep(100_000)
        }
        #expect(try copy.finish() == 4)
    }
}
