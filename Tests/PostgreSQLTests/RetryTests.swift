import Dispatch
import PostgreSQL
import TestSupport
import Testing

@Suite struct RetryTests {
    @Test func `a server that stays away is given up in time`() throws {
        let start = ContinuousClock.now
        let error = try #require(throws: PostgresError.self) {
            try PostgresConnection.connectWithRetries(
                PostgresAddress("host=/nowhere user=a dbname=b"),
                applicationName: "tests",
                within: .milliseconds(400)
            )
        }
        let lasted = start.duration(to: .now)
        #expect(error.kind == .connectionFailed)
        #expect(lasted >= .milliseconds(400))
        #expect(lasted < .seconds(3))
    }

    @Test func `an error that does not pass is not tried again`() throws {
        let address = try TestServer.shared.address.withDatabase("nowhere")
        let start = ContinuousClock.now
        let error = try #require(throws: PostgresError.self) {
            try PostgresConnection.connectWithRetries(address, applicationName: "tests")
        }
        #expect(error.state == .databaseMissing)
        #expect(start.duration(to: .now) < .seconds(10))
    }

    @Test func `a server that comes back is found`() throws {
        let database = try TestDatabase()
        let folder = try ScratchFolder()
        let host = try #require(database.address.host)
        let address = PostgresAddress(
            "host=\(folder.path)/socket user=\(database.address.user ?? "") dbname=\(database.name)"
        )
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(300)) {
            do { try folder.makeLink("socket", to: host) } catch { Issue.record(error) }
        }
        let connection = try PostgresConnection.connectWithRetries(
            address,
            applicationName: "tests",
            within: .seconds(20)
        )
        #expect(try connection.query("select 1").count == 1)
    }
}
