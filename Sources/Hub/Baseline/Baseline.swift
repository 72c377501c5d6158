import AlmaExport
public import BursarModel
import Ledger
import Locations
import Posix
import Registry

/// Cut-over: books exports that a campus's earlier way has sent, so that they are known and never
/// sent again.
public struct Baseline: Sendable {
    private let hub: Hub
    private let campus: CampusKey
    private let word: BaselineTerms

    /// `person` says that the fees were sent, and `reason` why.
    public init(_ hub: Hub, of campus: CampusKey, person: String, reason: String) {
        self.hub = hub
        self.campus = campus
        word = BaselineTerms(person: person, reason: reason)
    }

    /// Takes the exports into the archive, reads them whole, and books them without outputs.
    ///
    /// Each export is booked whole or not at all; one that cannot be changes nothing for the others.
    ///
    /// - Throws: `Busy` while another hub works on the campus.
    public func book(_ paths: [String]) throws -> BaselineReport {
        var control = Ledger(try hub.connect("control"))
        AlmaExportReader.prepare()
        let database = try control.databaseIdentifier()
        _ = try Places(home: hub.home, database: database)
        // It is the way out of a database that lacks outputs, and delivers nothing.
        try DatabaseAge(home: hub.home, database: database, ledger: control)
            .refuseOlder(campus) { kind in
                if case .otherDatabase = kind { false } else { true }
            }
        let keeper = LeaseKeeper(hub: hub, run: "baseline-\(RunID.make(at: hub.now))")
        return try keeper.finish(&control) { try book(paths, keeper) }
    }

    private func book(_ paths: [String], _ keeper: LeaseKeeper) throws -> BaselineReport {
        let ledger = Ledger(try hub.connect(keeper.sessionName))
        let campuses = try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.now)
        guard
            case .claimed(let claim) = try ledger.claim(
                campus,
                for: keeper.run,
                at: hub.now,
                runDate: nil
            )
        else { throw Busy(campus: campus) }
        let configuration = try CampusConfiguration(
            of: campus,
            revision: claim.revision,
            from: ledger
        )
        var intake = BaselineIntake(
            configuration: configuration,
            claim: claim,
            ledger: ledger,
            archive: ExportArchive(folder: try hub.home.archive(of: campus)),
            staging: try ledger.stageFees(marks: PurgeKey(hub.home).marks(under: claim, ledger)),
            codes: campuses.flatMap { $0.profiles.map(\.code) },
            clock: hub.clock
        )
        for path in paths {
            try EndRequest.check()
            try intake.take(path)
        }
        try EndRequest.check()
        let report = try settle(intake, configuration, under: claim, ledger)
        try ledger.release(claim)
        return report
    }

    /// Another hub works on the campus.
    public struct Busy: Error {
        public var campus: CampusKey
    }

    private func settle(
        _ intake: BaselineIntake,
        _ configuration: CampusConfiguration,
        under claim: Claim,
        _ ledger: Ledger
    ) throws -> BaselineReport {
        var report = BaselineReport(
            campus: campus,
            name: configuration.campus.name,
            isDemo: hub.home.isDemo,
            person: word.person,
            reason: word.reason,
            exports: intake.exports
        )
        guard !intake.draft.read.isEmpty else { return report }
        let booked = try ledger.settleBaseline(
            intake.draft,
            under: claim,
            SettlementTerms(
                now: hub.now,
                hubVersion: HubVersion.text,
                homeID: hub.home.id,
                outbox: configuration.campus.outbox.description,
                ceiling: configuration.campus.limits.ceiling,
                name: { _, _ in throw HubError.outputDiffers("a baseline has no outputs") }
            ),
            on: word
        )
        report.baseline = booked.baseline
        report.totals = try booked.settlement.books()
        var books = booked.settlement.exports.map(\.books)[...]
        for index in report.exports.indices where report.exports[index].state == .booked {
            report.exports[index].books = books.popFirst() ?? .zero
        }
        return report
    }
}
