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
        let campus = try ClaimedCampus(self, configurationInForce(under: claim), under: claim)
        var tale = CampusTale(work)

        // What an interrupted run had planned is finished first: its fees are booked already.
        meter.enter(.recovering)
        tale.add(try campus.recovery?.recover())
        try campus.recall?.noteCollected()

        // Keep what came, before anything can happen to it; from here only the archive is read.
        meter.enter(.taking)
        var arrivals = try Arrivals(work: work, ledger: ledger, request: request, clock: clock)
        let taken = try take(&arrivals, at: campus)
        tale.add(arrivals)
        let intake = try readMakingRoom(for: taken, at: campus, tale)
        let (drafts, draft) = (intake.drafts, intake.finished())
        let terms = terms(of: drafts, at: campus)

        try EndRequest.check()
        guard let publication = campus.publication else {
            let summary = try rehearse(draft, terms, drafts, at: campus, tale)
            try drafts.discard()
            return summary
        }
        // Record first and show second: a file in doubt can be cleared, a double charge cannot.
        if !draft.isEmpty {
            meter.enter(.booking)
            let settlement = try ledger.settle(draft, under: claim, terms)  // T1
            try tale.tell(settlement, draft)
            try deliver(settlement, drafts, from: campus.staging, by: publication, &tale)
        }
        // The originals leave last: until now everything could have been taken again.
        meter.enter(.leaving)
        try letGo(arrivals, intake, at: campus, &tale)
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

    // MARK: Stops 3 to 6

    /// Copies what is at rest into the archive, while the disk has room for all that follows.
    private func take(
        _ arrivals: inout Arrivals,
        at campus: ClaimedCampus
    ) throws -> [TakenExport] {
        let archive = campus.archive.folder
        let room = DiskRoom(staging: campus.staging.area.temporary, archive: archive)
        let taken = try arrivals.take(into: archive, room, under: campus.claim, ledger)
        try room.require(forBytes: taken.reduce(0) { $0 + $1.bytes })
        return taken
    }

    /// Reads what was taken; and again with the fees of earlier outputs that make room for it.
    private func readMakingRoom(
        for taken: [TakenExport],
        at campus: ClaimedCampus,
        _ tale: CampusTale
    ) throws -> Intake {
        let intake = try read(taken, at: campus)
        // Not while nothing more is published: the fees would be in no outbox then.
        guard let recall = campus.recall, !tale.hasDoubtfulOutput,
            try recall.makeRoom(for: intake)
        else { return intake }
        // The fees that were taken back come first, so all is read anew.
        try intake.drafts.discard()
        return try read(taken, at: campus)
    }

    /// Judges and renders what was taken and what is judged anew; held fees that pass come first.
    private func read(_ taken: [TakenExport], at campus: ClaimedCampus) throws -> Intake {
        let claim = campus.claim
        var intake = try Intake(
            configuration: campus.configuration,
            claim: claim,
            ledger: ledger,
            archive: campus.archive,
            drafts: Drafts(in: campus.staging.area.temporary, under: claim),
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

    // MARK: Stops 7 to 10

    private func terms(of drafts: Drafts, at campus: ClaimedCampus) -> SettlementTerms {
        SettlementTerms(
            now: clock.now,
            hubVersion: HubVersion.text,
            homeID: places.home.id,
            outbox: campus.configuration.campus.outbox.description,
            ceiling: campus.configuration.campus.limits.ceiling,
            name: drafts.name
        )
    }

    /// Nothing is booked, delivered or moved.
    var isRehearsal: Bool { work.isTrial || request.mode == .reportOnly }

    /// Tells what a run would tell: also what would be open, which only the settlement knows.
    private func rehearse(
        _ draft: SettlementDraft,
        _ terms: SettlementTerms,
        _ drafts: Drafts,
        at campus: ClaimedCampus,
        _ tale: CampusTale
    ) throws -> CampusSummary {
        let rehearsal = Rehearsal(
            staging: campus.staging,
            drafts: drafts,
            home: places.home,
            isTrial: work.isTrial
        )
        return try ledger.rehearse(draft, under: campus.claim, terms) { settlement in
            var tale = tale
            try tale.tell(settlement, draft)
            tale.outputs = try rehearsal.show(settlement, run: run)
            return try summary(of: tale, at: campus.claim.campus)
        }
    }

    /// Fixes the bytes of what was booked (T2), and brings it into the outbox (T3).
    private func deliver(
        _ settlement: Settlement,
        _ drafts: Drafts,
        from staging: OutputStaging,
        by publication: Publication,
        _ tale: inout CampusTale
    ) throws {
        do {
            meter.enter(.writing)
            let staged = try staging.stage(staging.rendered(settlement, drafts))  // T2
            meter.enter(.delivering)
            if !tale.hasDoubtfulOutput { tale.add(try publication.publish(staged)) }  // T3
        } catch {
            throw CutShort(by: error, tale)
        }
    }

    /// Takes the originals out of their location, once nothing of them is needed any more.
    private func letGo(
        _ arrivals: borrowing Arrivals,
        _ intake: Intake,
        at campus: ClaimedCampus,
        _ tale: inout CampusTale
    ) throws {
        do {
            try ledger.hold(campus.claim)
            try intake.setAsideBrokenUploads()
            // While the originals lie there the next run comes by, and clears up what is left.
            try intake.drafts.discard()
            tale.add(try arrivals.letGo(ledger, manners: campus.configuration.manners()))
        } catch {
            throw CutShort(by: error, tale)
        }
    }

    private func summary(of tale: CampusTale, at campus: CampusKey) throws -> CampusSummary {
        tale.summary(
            open: try ledger.openWork(at: campus),
            held: try ledger.heldByReason(at: campus)[campus] ?? []
        )
    }
}
