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
    let places: Places
    let clock: HubClock

    /// Works on the campus under the claim, which the caller releases.
    func run(under claim: Claim) throws -> CampusSummary {
        try Failpoint.reached("claim.after_lease")
        let configuration = try CampusConfiguration(
            of: claim.campus, revision: claim.revision, from: ledger)
        let outbox = try places.outbox(configuration.campus.outbox, under: claim)
        let archive = ExportArchive(folder: try places.home.archive(of: claim.campus))
        let publication = Publication(
            configuration: configuration, claim: claim, ledger: ledger, archive: archive,
            outbox: outbox, home: places.home, clock: clock)
        var tale = CampusTale(work)

        // What an interrupted run had planned is finished first: its fees are booked already.
        if !isRehearsal { tale.add(try publication.recover()) }

        // Keep what came, before anything can happen to it; from here only the archive is read.
        let drafts = Drafts(
            in: outbox.staging.temporary, under: claim, firstSequence: claim.nextSequence)
        var intake = try Intake(
            configuration: configuration, claim: claim, ledger: ledger, archive: archive,
            drafts: drafts, clock: clock)
        try intake.review(try ledger.heldFeesToJudgeAnew(under: claim, hubVersion: HubVersion.text))
        for held in try ledger.heldExportsToJudgeAnew(under: claim, hubVersion: HubVersion.text) {
            try intake.readAgain(held)
        }
        var arrivals = try Arrivals(work: work, ledger: ledger, request: request, clock: clock)
        try arrivals.take(into: archive.folder, under: claim, ledger) { export in
            try intake.accept(export, hubVersion: HubVersion.text)
        }
        let draft = intake.finished()
        tale.add(arrivals)
        let terms = SettlementTerms(
            now: clock.now, hubVersion: HubVersion.text, homeID: places.home.id,
            outbox: outbox.address, ceiling: configuration.ceiling,
            name: { target, sequence in try drafts.files[target].name(sequence: sequence) })

        if isRehearsal {
            try rehearse(draft, under: claim, terms, publication, drafts, &tale)
        } else {
            // Record first and show second: a file in doubt can be cleared, a double charge cannot.
            if !draft.isEmpty {
                let settlement = try ledger.settle(draft, under: claim, terms)  // T1
                try tale.tell(settlement, draft)
                let staged = try publication.stage(publication.rendered(settlement, drafts))  // T2
                tale.add(try publication.publish(staged))  // T3
                try intake.setAsideBrokenUploads()
            }
            // The originals leave last: until now everything could have been taken again.
            tale.add(try arrivals.letGo(ledger, manners: configuration.manners()))
        }
        try drafts.discard()
        return tale.summary(
            open: try ledger.openWork(at: claim.campus),
            held: try ledger.heldByReason()[claim.campus] ?? [])
    }

    /// Nothing is booked, delivered or moved.
    private var isRehearsal: Bool { work.isTrial || request.mode == .reportOnly }

    private func rehearse(
        _ draft: SettlementDraft, under claim: Claim, _ terms: SettlementTerms,
        _ publication: Publication, _ drafts: Drafts, _ tale: inout CampusTale
    ) throws {
        let rehearsal = Rehearsal(
            publication: publication, drafts: drafts, home: places.home, isTrial: work.isTrial)
        tale = try ledger.rehearse(draft, under: claim, terms) { [tale] settlement in
            var tale = tale
            try tale.tell(settlement, draft)
            tale.outputs = try rehearsal.show(settlement, run: run)
            return tale
        }
    }
}
