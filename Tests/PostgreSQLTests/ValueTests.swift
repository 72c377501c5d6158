import PostgreSQL
import TestSupport
import Testing

@Suite struct ValueTests {
    private let database: TestDatabase
    private let connection: PostgresConnection

    init() throws {
        database = try TestDatabase()
        connection = try database.connect()
    }

    private func roundTrip<Value: PostgresEncodable & PostgresDecodable>(
        _ value: Value
    ) throws -> Value {
        let rows = try connection.query("select \(value) as value")
        return try #require(rows.first).get("value")
    }

    @Test func `numbers come back as they went`() throws {
        for number in [0, 1, -1, Int.max, Int.min, 255, 256, 1 << 40] {
            #expect(try roundTrip(number) == number)
            #expect(try roundTrip(Int64(number)) == Int64(number))
        }
        for number in [0, 1, -1, Int32.max, Int32.min] {
            #expect(try roundTrip(number) == number)
        }
        #expect(try roundTrip(true))
        #expect(try !roundTrip(false))
    }

    @Test func `texts come back as they went`() throws {
        let texts = ["", "humboldt", "'; drop table t; --", "\\", "ü 日本 👩‍👩‍👧", "$1", "a\u{1}b"]
        for text in texts {
            #expect(try roundTrip(text) == text)
        }
    }

    @Test func `bytes come back as they went`() throws {
        #expect(try roundTrip([UInt8]()) == [])
        let all = (0...255).map { UInt8($0) }
        #expect(try roundTrip(all) == all)
    }

    @Test func `null is a value of its own`() throws {
        #expect(try roundTrip(String?.none) == nil)
        #expect(try roundTrip(Int?.none) == nil)
        #expect(try roundTrip([UInt8]?.none) == nil)
        #expect(try roundTrip(Optional("")) == "")
        #expect(try roundTrip(PostgresDate?.none) == nil)
    }

    @Test func `arrays come back as they went`() throws {
        #expect(try roundTrip([String]()) == [])
        #expect(try roundTrip(["a", "", "{b,\"c\"}", "null"]) == ["a", "", "{b,\"c\"}", "null"])
        #expect(try roundTrip([1, -2, Int.max]) == [1, -2, Int.max])
        #expect(try roundTrip([Int64]()) == [])
        #expect(try roundTrip([Int32(7)]) == [7])
        #expect(try roundTrip([[1, 2], [], [0]] as [[UInt8]]) == [[1, 2], [], [0]])
    }

    @Test func `an array is what any() asks`() throws {
        let rows = try connection.query(
            "select n from generate_series(1, 9) n where n = any(\([2, 3, 11])) order by n"
        )
        #expect(try rows.map { try $0.get("n", as: Int.self) } == [2, 3])
    }

    @Test func `a moment keeps its microseconds`() throws {
        let texts = [
            "2026-11-22 18:00:00.000001-08": 1_795_399_200_000_001,
            "1969-12-31 23:59:59.999999+00": -1,
            "1900-01-01 00:00:00+00": -2_208_988_800_000_000,
            "1999-12-31 23:59:59+00": 946_684_799_000_000,
        ]
        for (text, microseconds) in texts {
            let moment = PostgresTimestamp(microsecondsSince1970: Int64(microseconds))
            #expect(try roundTrip(moment) == moment)
            let rows = try connection.query("select \(text)::timestamptz = \(moment) as same")
            #expect(try rows.first?.get("same") == true, "\(text)")
        }
    }

    @Test func `a day is the same before and after 1970 and 2000`() throws {
        let days = ["1970-01-01": 0, "1969-12-31": -1, "2000-01-01": 10_957, "1900-03-01": -25_508]
        for (text, number) in days {
            let date = PostgresDate(daysSince1970: Int32(number))
            #expect(try roundTrip(date) == date)
            let rows = try connection.query("select \(text)::date = \(date) as same")
            #expect(try rows.first?.get("same") == true, "\(text)")
        }
    }

    @Test func `what PostgreSQL calls infinity is no moment and no day`() throws {
        let row = try #require(
            connection.query(
                "select 'infinity'::timestamptz as later, '-infinity'::date as earlier"
            ).first
        )
        #expect(throws: PostgresError.self) { try row.get("later", as: PostgresTimestamp.self) }
        #expect(throws: PostgresError.self) { try row.get("earlier", as: PostgresDate.self) }
    }

    @Test func `json and the other texts are strings`() throws {
        let row = try #require(
            connection.query(
                """
                select '{"a": 1}'::jsonb as b, '{"a":1}'::json as j, 'x'::name as n,
                    'v'::varchar as v, 'c'::char(2) as c
                """
            ).first
        )
        #expect(try row.get("b") == #"{"a": 1}"#)
        #expect(try row.get("j") == #"{"a":1}"#)
        #expect(try row.get("n") == "x")
        #expect(try row.get("v") == "v")
        #expect(try row.get("c") == "c ")
    }

    @Test func `a smaller integer fits a larger one and not the other way`() throws {
        let row = try #require(
            connection.query("select 3::int2 as small, 4::int4 as middle, 5::int8 as large").first
        )
        #expect(try row.get("small") == 3)
        #expect(try row.get("middle", as: Int64.self) == 4)
        #expect(try row.get("small", as: Int32.self) == 3)
        #expect(throws: PostgresError.self) { try row.get("large", as: Int32.self) }
    }

    @Test func `an answer that does not fit names its column and not its value`() throws {
        let row = try #require(connection.query("select 'secret' as name, null::int as n").first)
        let requests: [(String, () throws -> Void)] = [
            ("name", { _ = try row.get("name", as: Int.self) }),
            ("n", { _ = try row.get("n", as: Int.self) }),
            ("missing", { _ = try row.get("missing", as: String.self) }),
        ]
        for (column, request) in requests {
            let error = try #require(throws: PostgresError.self) { try request() }
            #expect(error.kind == .badResult)
            #expect(error.message.contains("`\(column)`"))
            #expect(!error.message.contains("secret"))
        }
    }

    @Test func `a closed set travels as its raw value`() throws {
        #expect(try roundTrip(Colour.green) == .green)
        let row = try #require(connection.query("select 'pink' as colour").first)
        #expect(throws: PostgresError.self) { try row.get("colour", as: Colour.self) }
    }

    private enum Colour: String, PostgresEncodable, PostgresDecodable { case red, green }
}
