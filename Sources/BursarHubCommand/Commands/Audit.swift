import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

/// `audit`: who did what, when, to which and why.
struct Audit: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "The audit trail: who did what, when, to which, and why.",
        discussion: """
            Rows are added, never changed, and each is chained to the one before it; `verify` \
            proves that none was edited, taken out or cut off.

            EXAMPLE: bursarhub audit humboldt --since 2026-11-01
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A campus by its key, with what concerns all campuses (default: all).")
    var campus: String?

    @Option(help: "From this day on, yyyy-mm-dd.")
    var since: String?

    func validate() throws {
        if let since, CalendarDate(iso: since) == nil {
            throw ValidationError("--since takes a date as yyyy-mm-dd")
        }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let key = try campus.map { try session.knownCampus($0) }
        let zones = try session.ledger.campusesInForce(
            hubVersion: HubVersion.text,
            at: session.hub.now,
            only: key
        ).map(\.timeZone)
        // The clock of the campus, or the one that all campuses have.
        let zone = Set(zones).count == 1 ? zones[0] : "UTC"
        let day = since.flatMap { CalendarDate(iso: $0) }
        let trail = AuditTrail(
            rows: try session.ledger.auditTrail(
                of: key,
                since: try day.map { try session.ledger.moment(of: $0, second: 0, in: zone) }
            ),
            timeZone: zone,
            isDemo: session.home.isDemo
        )
        console.result(
            console.isJSON
                ? try JSONReport.value(trail) : TextReport.audit(trail, style: console.style)
        )
        return .inOrder
    }
}
