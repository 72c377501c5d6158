import BursarModel
import Ledger
import Locations
import Registry

/// Takes an output back and plans another of the same fees, as the campus file says today.
///
/// All fees go out again, or nothing is changed: what the campus file of today would hold, leave
/// out or not know is told first. From the one transaction on, the new output is as any other.
struct Reissue {
    let bench: OutputBench
    let output: PlannedOutput
    let decision: OutputDecision

    private var claim: Claim { bench.claim }
    private var id: OutputID { output.id(at: claim.campus) }

    /// - Returns: the new outputs, and what keeps them from being delivered yet.
    func run(notInPeopleSoft: Bool) throws -> (outputs: [Int], trouble: Trouble?) {
        try refuseAtRest()
        let outbox = try bench.desk.places.outbox(
            bench.configuration.campus.outbox,
            under: claim
        )
        let staging = bench.staging(in: outbox.staging)
        var intake = try Intake(
            configuration: bench.configuration,
            claim: claim,
            ledger: bench.ledger,
            archive: bench.archive,
            drafts: Drafts(in: staging.area.temporary, under: claim),
            marks: PurgeKey(bench.desk.hub.home).marks(under: claim, bench.ledger),
            clock: bench.clock
        )
        let drafts = intake.drafts
        let settlement: Settlement
        do {
            try intake.review(bench.ledger.feesToReissue(of: output, under: claim))
            for file in drafts.files { try file?.proveTotalsFit() }
            try refuseHeld(intake.draft)
            settlement = try settle(intake.finished(), drafts, notInPeopleSoft: notInPeopleSoft)
        } catch {
            try drafts.discard()
            throw error
        }
        // Booked: whatever fails from here on is finished by the next run.
        let trouble: Trouble?
        do {
            try bench.forget(output)
            trouble = try deliver(settlement, drafts, staging, outbox)
        } catch {
            trouble = Trouble(error, at: claim.campus)
        }
        return (settlement.outputs.compactMap { $0?.output }, trouble)
    }

    private func refuseAtRest() throws {
        let isLive =
            claim.state == .live || claim.state == .trial && bench.desk.hub.home.isDemo
        guard isLive else {
            throw DecisionRefusal(
                "\(claim.campus) is \(claim.state), so nothing new is delivered for it",
                remedy: "`bursarhub outputs void \(id) --reason …` takes its fees back"
            )
        }
        guard output.lines.count > 0 else {
            throw DecisionRefusal(
                "output \(id) holds no fee that could go out again",
                remedy: "nothing was changed"
            )
        }
    }

    /// What today's revision makes of the fees; their charges are as they were booked.
    private func refuseHeld(_ draft: SettlementDraft) throws {
        guard draft.releases.count < Int(output.lines.count) else { return }
        if let held = draft.rejudged.first {
            throw DecisionRefusal(
                "with the campus file in force \(draft.rejudged.count) of the \(output.lines.count) fees of output \(id) would be held, such as for `\(held.reason)`",
                remedy:
                    "mend the campus file and `onboard` it; or `bursarhub outputs void \(id) --reason …`, and `bursarhub held release` sends what passes"
            )
        }
        throw DecisionRefusal(
            "the campus file in force leaves out fees of output \(id), or has no profile for them any more",
            remedy:
                "mend the campus file and `onboard` it; or `bursarhub outputs void \(id) --reason …`"
        )
    }

    private func settle(
        _ draft: SettlementDraft,
        _ drafts: Drafts,
        notInPeopleSoft: Bool
    ) throws -> Settlement {
        let state = try bench.takeOut(output, decision, notInPeopleSoft: notInPeopleSoft)
        let now = bench.clock.now
        return try bench.ledger.reissue(
            output,
            in: state,
            as: draft,
            under: claim,
            .decided(decision, on: output, joinsNext: true, under: claim, at: now),
            SettlementTerms(
                now: now,
                hubVersion: HubVersion.text,
                homeID: bench.desk.hub.home.id,
                outbox: bench.configuration.campus.outbox.description,
                ceiling: bench.configuration.campus.limits.ceiling,
                name: drafts.name
            )
        )
    }

    /// As any output is delivered, but not while another one of the campus is in doubt.
    private func deliver(
        _ settlement: Settlement,
        _ drafts: Drafts,
        _ staging: OutputStaging,
        _ outbox: any Outbox
    ) throws -> Trouble? {
        let staged = try staging.stage(staging.rendered(settlement, drafts))
        try drafts.discard()
        let isAnyInDoubt = try bench.ledger.unfinishedOutputs(of: claim.campus)
            .contains { $0.state == .inDoubt }
        guard !isAnyInDoubt else {
            return Trouble(
                .attention,
                "another output of \(claim.campus) is in doubt, so nothing more is delivered",
                remedy: "settle that one first; the next run delivers the new output"
            )
        }
        let publication = try Publication(
            configuration: bench.configuration,
            claim: claim,
            ledger: bench.ledger,
            outbox: outbox,
            places: bench.desk.places,
            clock: bench.clock
        )
        return try publication.publish(staged)
    }
}
