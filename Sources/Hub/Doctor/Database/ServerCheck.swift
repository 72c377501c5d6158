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
