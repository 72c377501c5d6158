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
    /// Of the revision that was in force when the outbox was examined.
    let configuration: CampusConfiguration
    let request: RunRequest
    let run: String
    let ledger: Ledger
    let places: Places
    let clock: HubClock
    let meter: RunMeter

    /// Works on the campus under the claim, which the caller releases.
    func run(under claim: Claim) throws -> CampusSummary {
        try Failpoint.reached("claim.after_lease")
        let configuration = try configurationInForce(under: claim)
        let outbox =
            isRehearsal ? nil : try places.outbox(configuration.campus.outbox, under: claim)
        let archive = ExportArchive(folder: try places.home.archive(of: claim.campus))
        let staging = OutputStaging(
            configuration: configuration,
            claim: claim,
            ledger: ledger,
            archive: archive,
            area: try outbox?.staging ?? StagingArea(of: claim.campus, home: places.home.folder),
            clock: clock
        )
        #if DEBUG
            let shown = outbox.map { PublicationOrder.outbox($0, chosen: PublicationOrder.chosen) }
        #else
            let shown = outbox
        #endif
        let outboxName = configuration.campus.outbox.description
        let publication = try shown.map { outbox in
            try Publication(
                configuration: configuration,
                claim: claim,
                ledger: ledger,
                outbox: outbox,
                places: places,
                clock: clock
            )
        }
        // From a server nothing can be taken back: nobody could tell it from what was collected.
        let recall = (outbox as? FolderOutbox).map { outbox in
            Recall(
                configuration: configuration,
                claim: claim,
                ledger: ledger,
                archive: archive,
                outbox: outbox,
                outboxName: outboxName,
                home: places.home,
                clock: clock
            )
        }
        var tale = CampusTale(work)

        // What an interrupted run had planned is finished first: its fees are booked already.
        meter.enter(.recovering)
        if let publication {
            let recovery = Recovery(staging: staging, publication: publication, recall: recall)
            tale.add(try recovery.recover())
        }
        try recall?.noteCollected()

        // Keep what came, before anything can happen to it; from here only the archive is read.
        meter.enter(.taking)
        var arrivals = try Arrivals(work: work, ledger: ledger, request: request, clock: clock)
        let room = DiskRoom(staging: staging.area.temporary, archive: archive.folder)
        let taken = try arrivals.take(into: archive.folder, room, under: claim, ledger)
        tale.add(arrivals)
        try room.require(forBytes: taken.reduce(0) { $0 + $1.bytes })
        var intake = try read(taken, configuration, archive, staging, under: claim)
        // Not while nothing more is published: the fees would be in no outbox then.
        if let recall, !tale.hasDoubtfulOutput, try recall.makeRoom(for: intake) {
            // The fees that were taken back come first, so all is read anew.
            try intake.drafts.discard()
            intake = try read(taken, configuration, archive, staging, under: claim)
        }
        let drafts = intake.drafts
        let draft = intake.finished()
        let terms = SettlementTerms(
            now: clock.now,
            hubVersion: HubVersion.text,
            homeID: places.home.id,
            outbox: outboxName,
            ceiling: configuration.campus.limits.ceiling,
            name: drafts.name
        )

        try EndRequest.check()
        guard let publication else {
            let summary = try rehearse(draft, under: claim, terms, staging, drafts, tale)
            try drafts.discard()
            return summary
        }
        // Record first and show second: a file in doubt can be cleared, a double charge cannot.
        if !draft.isEmpty {
            meter.enter(.booking)
            let settlement = try ledger.settle(draft, under: claim, terms)  // T1
            try tale.tell(settlement, draft)
            do {
                meter.enter(.writing)
                let staged = try staging.stage(staging.rendered(settlement, drafts))  // T2
                meter.enter(.delivering)
                if !tale.hasDoubtfulOutput { tale.add(try publication.publish(staged)) }  // T3
            } catch {
                throw CutShort(by: error, tale)
            }
        }
        // The originals leave last: until now everything could have been taken again.
        meter.enter(.leaving)
        do {
            try ledger.hold(claim)
            try intake.setAsideBrokenUploads()
            // While the originals lie there the next run comes by, and clears up what is left.
            try drafts.discard()
            tale.add(try arrivals.letGo(ledger, manners: configuration.manners()))
        } catch {
            throw CutShort(by: error, tale)
        }
        try Failpoint.reached("leave.after")
        return try summary(of: tale, at: claim.campus)
    }

    /// The one that was examined; or the one that somebody recorded a moment ago.
    private func configurationInForce(under claim: Claim) throws -> CampusConfiguration {
        guard configuration.revision != claim.revision else { return configuration }
        let changed = try CampusConfiguration(
            of: claim.campus,
            revision: claim.revision,
            from: ledger
        )
        if !isRehearsal { try places.examine(changed.campus.outbox, of: claim.campus) }
        return changed
    }

    /// Judges and renders what was taken and what is judged anew; held fees that pass come first.
    private func read(
        _ taken: [TakenExport],
        _ configuration: CampusConfiguration,
        _ archive: ExportArchive,
        _ staging: OutputStaging,
        under claim: Claim
    ) throws -> Intake {
        var intake = try Intake(
            configuration: configuration,
            claim: claim,
            ledger: ledger,
            archive: archive,
            drafts: Drafts(in: staging.area.temporary, under: claim),
            marks: PurgeKey(places.home).marks(under: claim, ledger),
            clock: clock
        )
        meter.enter(.reading)
        intake.meter = meter
        try intake.review(try ledger.heldFeesToJudgeAnew(under: claim, hubVersion: HubVersion.text))
        for held in try ledger.heldExportsToJudgeAnew(under: claim, hubVersion: HubVersion.text) {
            try intake.readAgain(held)
        }
        for export in taken { try intake.accept(export) }
        for file in intake.drafts.files { try file?.proveTotalsFit() }
        return intake
    }

    /// Nothing is booked, delivered or moved.
    private var isRehearsal: Bool { work.isTrial || request.mode == .reportOnly }

    /// Tells what a run would tell: also what would be open, which only the settlement knows.
    private func rehearse(
        _ draft: SettlementDraft,
        under claim: Claim,
        _ terms: SettlementTerms,
        _ staging: OutputStaging,
        _ drafts: Drafts,
        _ tale: CampusTale
    ) throws -> CampusSummary {
        let rehearsal = Rehearsal(
            staging: staging,
            drafts: drafts,
            home: places.home,
            isTrial: work.isTrial
        )
        return try ledger.rehearse(draft, under: claim, terms) { settlement in
            var tale = tale
            try tale.tell(settlement, draft)
            tale.outputs = try rehearsal.show(settlement, run: run)
            return try summary(of: tale, at: claim.campus)
        }
    }

    private func summary(of tale: CampusTale, at campus: CampusKey) throws -> CampusSummary {
        tale.summary(
            open: try ledger.openWork(at: campus),
            held: try ledger.heldByReason(at: campus)[campus] ?? []
        )
    }
}
