import AlmaExport
public import BursarModel
import Ledger
import Posix

/// Proves the books anew, from the archived exports, the ledger and the archived outputs.
///
/// It changes nothing but what a killed one left, and needs memory for neither the fees nor the outputs.
public struct Verification {
    private let hub: Hub
    private let anchor: AuditAnchor

    public init(_ hub: Hub, anchor: AuditAnchor) {
        self.hub = hub
        self.anchor = anchor
    }

    /// How far it is: the campus, and how many of its exports and outputs are done.
    public typealias Progress = (_ campus: CampusKey, _ done: Int, _ of: Int) -> Void

    /// Goes through the audit trail and through these campuses; empty: all.
    public func verify(
        _ campuses: [CampusKey],
        progress: Progress = { _, _, _ in }
    ) throws -> VerifyReport {
        AlmaExportReader.prepare()
        let connection = try hub.connect("verify")
        let ledger = Ledger(connection)
        let log = VerifyLog(asOf: hub.now, isDemo: hub.home.isDemo)
        try AuditVerification(ledger: ledger, anchor: anchor, log: log).verify()
        let known = try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.now)
            .filter { campuses.isEmpty || campuses.contains($0.campus) }
        try PrivateFolder.sweep(hub.home.folder)
        // Below the home, for what is rendered there is as large as an output, and as private.
        try PrivateFolder.with(below: hub.home.folder.path) { workshop in
            for campus in known {
                // One state of the ledger: a run may go on meanwhile.
                try ledger.snapshot {
                    try CampusVerification(
                        campus,
                        ledger: ledger,
                        home: hub.home,
                        workshop: workshop,
                        log: log
                    ).verify { done, all in progress(campus.campus, done, all) }
                }
            }
        }
        return log.report
    }
}
