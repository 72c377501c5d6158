public import BursarModel
import Failpoints
import Ledger
import Locations
import Posix
import Registry

/// Removes what a campus's retention no longer allows.
///
/// What goes is told by the campus file in force: files and students' ids of past fiscal years, and
/// later also what the fees came to. Keys stay as marks, so that a fee is recognised for ever. The
/// database decides once more what may go (`ledger.purge_charges`), whatever is asked of it here.
public struct Purge {
    private let hub: Hub
    private let person: String
    private let ledger: Ledger

    public init(_ hub: Hub, by person: String) throws {
        self.hub = hub
        self.person = person
        ledger = Ledger(try hub.connect("purge"))
    }

    /// Whether the database's login may remove anything; that of runs may not.
    public func isAllowed() throws -> Bool { try ledger.mayPurge() }

    /// Whether a purge was killed after its files were removed, and before that was recorded.
    ///
    /// Always false to a login that could not finish it.
    public func isUnfinished(_ campuses: [CampusKey]) throws -> Bool {
        try isAllowed()
            && campuses.contains { campus in try !ledger.filesToRemove(at: campus).isEmpty }
    }

    /// What a purge would remove now; changes nothing.
    public func planned(_ campuses: [CampusKey]) throws -> PurgeReport {
        try report(isDryRun: true, campuses) { campus, told in
            let configuration = try configuration(of: campus)
            if configuration.campus.retention.legalHold {
                told.outcome = .legalHold
                return
            }
            var plan = try plan(for: configuration)
            try ledger.count(&plan, of: campus.campus)
            told.take(plan)
            let digests = try ledger.files(of: plan, at: campus.campus)
                .union(try ledger.filesToRemove(at: campus.campus))
                .subtracting(try ledger.keptAgain(at: campus.campus))
            let archive = try hub.home.archive(of: campus.campus)
            told.files = Int64(try PurgedFiles.names(of: digests, in: archive).count)
            told.outcome = told.isEmpty ? .nothing : .planned
        }
    }

    /// Removes it, campus by campus, each all or nothing.
    public func carryOut(_ campuses: [CampusKey]) throws -> PurgeReport {
        _ = try Places(home: hub.home, database: try ledger.databaseIdentifier())
        return try report(isDryRun: false, campuses) { campus, told in
            let run = "purge-\(RunID.make(at: hub.now))"
            guard
                case .claimed(let claim) = try ledger.claim(
                    campus.campus,
                    for: run,
                    at: hub.now,
                    runDate: nil
                )
            else {
                told.outcome = .busy
                return
            }
            try carryOut(under: claim, into: &told)
            try ledger.release(claim)
        }
    }

    private func carryOut(under claim: Claim, into told: inout CampusPurge) throws {
        let configuration = try CampusConfiguration(
            of: claim.campus,
            revision: claim.revision,
            from: ledger
        )
        if configuration.campus.retention.legalHold {
            told.outcome = .legalHold
            return
        }
        let plan = try plan(for: configuration)
        told.take(plan)
        if !plan.isEmpty {
            let key = PurgeKey(hub.home)
            let done = try ledger.purge(
                plan,
                under: claim,
                PurgeTerms(
                    person: person,
                    hubVersion: HubVersion.text,
                    now: hub.now,
                    key: try key.proved(for: claim.campus, ledger) ?? key.readOrMake(ledger)
                )
            )
            told.take(done)
        }
        let files = PurgedFiles(archive: try hub.home.archive(of: claim.campus), ledger: ledger)
        told.files = try files.remove(under: claim, at: hub.now)
        told.outcome = told.isEmpty ? .nothing : .purged
    }

    private func plan(for configuration: CampusConfiguration) throws -> PurgePlan {
        let campus = configuration.campus
        let today = try ledger.localDate(of: hub.now, in: campus.timeZone)
        guard let horizon = campus.retention.horizon(on: today) else {
            throw HubError.badConfiguration(
                "this machine's clock is outside the calendar",
                remedy: "set the clock"
            )
        }
        return try ledger.purgePlan(of: campus.key, in: campus.timeZone, until: horizon)
    }

    private func configuration(of campus: CampusInForce) throws -> CampusConfiguration {
        try CampusConfiguration(of: campus.campus, revision: campus.revision, from: ledger)
    }

    private func report(
        isDryRun: Bool,
        _ campuses: [CampusKey],
        _ work: (CampusInForce, inout CampusPurge) throws -> Void
    ) throws -> PurgeReport {
        var report = PurgeReport(isDryRun: isDryRun, isDemo: hub.home.isDemo, campuses: [])
        for campus in try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.now)
        where campuses.contains(campus.campus) {
            let today = try ledger.localDate(of: hub.now, in: campus.timeZone)
            var told = CampusPurge(
                campus: campus.campus,
                name: campus.name,
                outcome: .nothing,
                filesUntil: today,
                ledgerUntil: today
            )
            do {
                let retention = try configuration(of: campus).campus.retention
                told.filesUntil = retention.horizon(on: today)?.files ?? today
                told.ledgerUntil = retention.horizon(on: today)?.ledger ?? today
                try work(campus, &told)
            } catch let error as HubError where campuses.count > 1 {
                // One campus's trouble never stops the others.
                told.outcome = .failed
                told.message = "\(error.message); \(error.remedy)"
            }
            report.campuses.append(told)
        }
        return report
    }
}

extension CampusPurge {
    fileprivate mutating func take(_ plan: PurgePlan) {
        exports = Int64(plan.exports.count)
        outputs = Int64(plan.outputs.count)
        forgotten = Int64(plan.forgotten.count)
        charges = plan.charges
        studentIDs = plan.studentIDs
        open = plan.open.map { "\(campus)-x\($0)" }
    }
}

extension Retention {
    /// The last days of what is not kept any more; nil outside the calendar.
    func horizon(on today: CalendarDate) -> PurgeHorizon? {
        let year = FiscalYear(of: today)
        guard let files = year.earlier(by: filesFiscalYears).lastDay,
            let ledger = year.earlier(by: ledgerFiscalYears).lastDay
        else { return nil }
        return PurgeHorizon(files: files, ledger: ledger)
    }
}
