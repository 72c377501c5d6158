import BursarModel
import Ledger
import PostgreSQL

/// Whether the database is of this program's version.
struct SchemaCheck: Examination {
    static let name = "schema"
    static let area = DoctorReport.Area.database

    let desk: DoctorDesk

    func examine(_ findings: inout Findings) throws {
        let pending = try PostgresMigrator(desk.connection, LedgerMigrations.all).status().pending
        if pending.isEmpty {
            findings.fine("the database is of this program's version")
        } else {
            findings.problem(
                "the database lacks \(pending.count) migrations of this program",
                remedy: "run `bursarhub database migrate --admin-database URL`"
            )
        }
    }
}
