import BursarModel
import Ledger
import PostgreSQL

/// Whether the server may be trusted with money: version, settings, pooler, clock, the way to it.
struct ServerCheck: Examination {
    static let name = "server"
    static let area = DoctorReport.Area.database

    let desk: DoctorDesk

    func examine(_ findings: inout Findings) throws {
        let version = desk.connection.serverVersion
        let clock = desk.clock
        let found = try PostgresFitness.check(desk.connection) {
            PostgresTimestamp(microsecondsSince1970: clock.now.microseconds)
        }.findings
        if found.isEmpty {
            findings.fine(
                "PostgreSQL \(version / 10_000).\(version % 10_000) answers, waits for its commits and tells the right time"
            )
        }
        for finding in found {
            let (fact, remedy) = (Printable(finding.fact), Printable(finding.remedy))
            if finding.isUnfit || finding.isUnsecured {
                findings.problem("\(fact)", remedy: "\(remedy)")
            } else {
                findings.warn("\(fact)", remedy: "\(remedy)")
            }
        }
        let way = desk.connection.way
        if !way.staysOnThisMachine, way.isVerified, way.channelBinding != "require" {
            findings.warn(
                "a password could be passed on to another server (`channel_binding` = `\(Printable(way.channelBinding))`)",
                remedy:
                    "add `channel_binding=require` to the address where the login has a password"
            )
        }
    }
}

extension PostgresFitness.Finding {
    /// A run only warns of it; whoever sets up a machine should not leave it so.
    fileprivate var isUnsecured: Bool {
        if case .unverifiedServer = self { true } else { false }
    }
}

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

/// Leases of runs that were killed.
struct LeasesCheck: Examination {
    static let name = "leases"
    static let area = DoctorReport.Area.database

    let desk: DoctorDesk

    func examine(_ findings: inout Findings) throws {
        let abandoned = try desk.ledger.abandonedLeases()
        for lease in abandoned {
            findings.warn(
                "a run that began at \(Printable(lease.takenAt.rfc3339)) was killed while it worked on it",
                remedy: "`bursarhub run`: it takes the campus up where that one stopped",
                at: lease.campus
            )
        }
        if abandoned.isEmpty { findings.fine("no campus is held by a run that is gone") }
    }
}
