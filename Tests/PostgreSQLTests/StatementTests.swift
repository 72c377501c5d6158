import PostgreSQL
import Testing

@Suite struct StatementTests {
    @Test func `an interpolation becomes a bind and plain text stays text`() {
        let (campus, limit) = ("humboldt' or true --", 5)
        let statement: PostgresStatement = "select 1 from t where c = \(campus) limit \(limit)"
        #expect(statement.text == "select 1 from t where c = $1 limit $2")
    }

    @Test func `a part keeps its binds in their order`() {
        let part: PostgresStatement = "b = \(2) and c = \(3)"
        let statement: PostgresStatement = "select a where a = \(1) and \(part) and d = \(4)"
        #expect(statement.text == "select a where a = $1 and b = $2 and c = $3 and d = $4")
    }

    @Test func `an identifier is quoted`() {
        let statement: PostgresStatement = "select \(identifier: "odd \"name\"")"
        #expect(statement.text == #"select "odd ""name""""#)
    }
}
