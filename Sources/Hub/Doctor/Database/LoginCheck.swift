import BursarModel
import Ledger
import PostgreSQL

/// Whether the login may do more than a run needs.
struct LoginCheck: Examination {
    static let name = "login"
    static let area = DoctorReport.Area.database

    let desk: DoctorDesk

    func examine(_ findings: inout Findings) throws {
        let login = try desk.ledger.login()
        let name = Printable(login.name)
        if desk.isEmbedded {
            findings.fine("only the home's owner reaches the embedded database")
        } else if login.isSuperuser || login.bypassesRowSecurity {
            findings.warn(
                "the login \(name) may do anything in the database\(login.isSuperuser ? "" as Message : ": row security does not bind it")",
                remedy:
                    "give --database a login that may do what a run does, and keep this one for `database migrate`"
            )
        } else {
            findings.fine("the login \(name) is no superuser")
        }
        if !login.hasDataChecksums {
            findings.warn(
                "the server does not notice a page that was damaged on disk (data_checksums is off)",
                remedy: "stop the server and run `pg_checksums --enable`"
            )
        }
    }
}
