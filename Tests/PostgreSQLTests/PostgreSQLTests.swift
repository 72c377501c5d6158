import PostgreSQL
import TestSupport
import Testing

@Suite struct FirstTests {
    @Test func `a database is there`() throws {
        for _ in 0..<5 {
            let start = ContinuousClock.now
            let database = try TestDatabase()
            let made = ContinuousClock.now
            let connection = try database.connect()
            print(try connection.query("select 1 + \(41) as n").first?.get("n", as: Int.self) ?? 0)
            print("clone", start.duration(to: made), "connect", made.duration(to: .now))
            withExtendedLifetime(database) {}
        }
    }
}
