import BursarModel
import Failpoints
import Ledger
import Locations
import Posix
import Registry

/// One campus's part in a run: from its locations to its outbox.
///
/// `run` is the whole story, one line for each stop. Every stop hands on what the next one takes,
/// or throws and ends this campus alone. A run that dies is taken up at the stop the ledger knows.
struct CampusRun {
    let work: CampusWork
    let request: RunRequest
    let run: String
    let ledger: Ledger
    let home: Home
    let owner: OwnerMark
    let clock: HubClock

    func run() throws -> CampusSummary {
        guard case .claimed(let claim) = try claimCampus() else { return busy() }
        defer { releaseQuietly(claim) }
        let configuration = try CampusConfiguration(
            of: work.campus.campus, revision: claim.revision, from: ledger)
        let outbox = try openOutbox(of: configuration)
        let archive = ExportArchive(folder: try archiveFolder())
        let publication = Publication(
            configuration: configuration, claim: claim, ledger: ledger, archive: archive,
            outbox: outbox, home: home, clock: clock)

        // What an interrupted run had planned is finished first: its fees are booked already.
        let unfinished = isRehearsal ? nil : try publication.recover()

        // Keep what came, before anything can happen to it; then read only the archived copies.
        var arrivals = try Arrivals(work: work, ledger: ledger, request: request, clock: clock)
        let drafts = Drafts(
            in: outbox.staging.temporary, under: claim, firstSequence: claim.nextSequence)
        defer { discardQuietly(drafts) }
        var intake = try Intake(
            configuration: configuration, claim: claim, ledger: ledger, archive: archive,
            drafts: drafts, clock: clock)
        try intake.review(ledger.heldFeesToJudgeAnew(under: claim, hubVersion: HubVersion.text))
        for held in try ledger.heldExportsToJudgeAnew(under: claim, hubVersion: HubVersion.text) {
            try intake.readAgain(held)
        }
        try arrivals.take(into: archive.folder, under: claim) { export in
            try intake.accept(export, hubVersion: HubVersion.text)
        }
        let draft = intake.finished()
        var tale = CampusTale(work: work, claim: claim, arrivals: arrivals, trouble: unfinished)

        // Record first and show second: a file in doubt can be cleared, a double charge cannot.
        let terms = self.terms(for: draft, drafts, configuration, outbox)
        if isRehearsal {
            let rehearsal = Rehearsal(
                publication: publication, drafts: drafts, home: home, isTrial: work.isTrial)
            try ledger.rehearse(draft, under: claim, terms) { settlement in
                tale.tell(settlement, draft)
                tale.outputs = try rehearsal.show(settlement, run: run)
            }
            return try tale.summary(ledger, isRehearsal: true)
        }
        guard !draft.isEmpty else { return try tale.summary(ledger, isRehearsal: false) }
        let settlement = try ledger.settle(draft, under: claim, terms)  // T1
        tale.tell(settlement, draft)
        let planned = try publication.rendered(settlement, drafts)
        let staged = try publication.stage(planned)  // T2
        tale.add(try publication.publish(staged))  // T3

        // The originals leave last: until now everything could have been taken again.
        try intake.setAsideBrokenUploads(archive)
        tale.add(try arrivals.letGo(after: configuration.campus.exports, ledger, claim))
        return try tale.summary(ledger, isRehearsal: false)
    }

    /// Nothing is booked, delivered or moved.
    private var isRehearsal: Bool { work.isTrial || request.mode == .reportOnly }

    private func claimCampus() throws -> ClaimAnswer {
        let answer = try ledger.claim(
            work.campus.campus, for: run, at: clock.now, runDate: request.runDate)
        try Failpoint.reached("claim.after_lease")
        return answer
    }

    private func busy() -> CampusSummary {
        CampusSummary(
            campus: work.campus.campus, name: work.campus.name, timeZone: work.campus.timeZone,
            state: work.campus.state, layoutConfirmed: work.campus.layoutConfirmed, outcome: .busy,
            message: "another hub works on this campus now")
    }

    /// The archive; on a rehearsal a folder that is emptied afterwards.
    private func archiveFolder() throws -> Folder {
        try home.archive(of: work.campus.campus)
    }

    private func openOutbox(of configuration: CampusConfiguration) throws -> any Outbox {
        try Places(home: home, owner: owner)
            .outbox(configuration.campus.outbox, of: configuration.campus.key)
    }

    private func terms(
        for draft: SettlementDraft, _ drafts: Drafts, _ configuration: CampusConfiguration,
        _ outbox: any Outbox
    ) -> SettlementTerms {
        SettlementTerms(
            now: clock.now, hubVersion: HubVersion.text, homeID: home.id, outbox: outbox.address,
            ceiling: configuration.ceiling,
            name: { target, sequence in try drafts.files[target].name(sequence: sequence) })
    }
}
