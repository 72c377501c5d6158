import Glibc
import Posix
import PostgreSQL
import TestSupport
import Testing

/// A bit of the database's own files flips on disk; its checksums are on.
@Suite struct DamagedPageTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    private let second = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2, 2)

    init() throws { site = try HubSite(.embedded) }

    /// Flips one bit in the middle of the first page of a table, while the server is down.
    private func flip(_ file: String) throws {
        let number = unsafe open(file, O_RDWR | O_CLOEXEC)
        guard number >= 0 else { throw PosixError(.open, Errno(rawValue: errno), path: file) }
        let page = FileDescriptor(adopting: number, path: file)
        let byte = try page.bytes(at: 8000, count: 1)
        try page.write(byte.map { $0 ^ 0x10 }, at: 8000)
        try page.close()
    }

    @Test func `F57 a flipped bit in a page is noticed before anything is written`() throws {
        #expect(try site.onboard([CampusDeclaration("humboldt")]).exit == 0)
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        let uri = try site.command(["database", "url"]).output.split(separator: "\n").joined()
        let connection = try PostgresConnection(PostgresAddress(uri), applicationName: "tests")
        let path: String? = try connection.query(
            "select pg_relation_filepath('ledger.output') as path"
        ).first?.get("path")
        connection.close()
        #expect(try site.command(["database", "stop"]).exit == 0)
        let file = "\(site.home)/postgres/data/\(try #require(path))"
        try flip(file)
        try site.put(second, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 3)
        #expect(try run.json["error"]["message"].string?.contains("XX001") == true)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [second.fileName])
        #expect(try site.command(["doctor"]).exit == 3)

        #expect(try site.command(["database", "stop"]).exit == 0)
        try flip(file)
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(second.fees)])
    }
}
