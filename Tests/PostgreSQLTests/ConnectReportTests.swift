import Testing

@testable import PostgreSQL

@Suite struct ConnectReportTests {
    @Test func `the state is found in any language`() {
        let report = ConnectReport(
            """
            connection to server on socket "/run/x/.s.PGSQL.5432" failed: FATAL:  57P03: the \
            database system is starting up
            LOCATION:  ProcessStartupPacket, postmaster.c:2332
            """
        )
        #expect(report.state == .cannotConnectNow)
        #expect(
            report.message == """
                connection to server on socket "/run/x/.s.PGSQL.5432" failed: FATAL:  the \
                database system is starting up
                """
        )
        #expect(report.isAboutServer)
        #expect(ConnectReport("KATASTROPHAL:  28P01: Passwort ...").state == .invalidPassword)
    }

    @Test func `without a server there is no state`() {
        let text = """
            connection to server at "db.example" (192.0.2.1), port 5432 failed: Connection refused
            \tIs the server running on that host and accepting TCP/IP connections?
            """
        let report = ConnectReport(text)
        #expect(report.state == nil)
        #expect(report.isAboutServer)
        #expect(report.message == text.split(separator: "\n").first.map(String.init))
        #expect(ConnectReport("").message == "no session with the server came to be")
    }
}
