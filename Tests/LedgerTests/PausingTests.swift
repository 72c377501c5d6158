import BursarModel
import Ledger
import TestSupport
import Testing

/// A pause is a revision of its own, which nothing but `resume` ends.
@Suite struct PausingTests {
    private let desk: LedgerDesk
    private let later = LedgerDesk.evening.adding(seconds: 3600)

    init() throws { desk = try LedgerDesk() }

    private func pause(_ reason: String = "closed") throws -> PauseAnswer {
        try desk.ledger.pause(
            .humboldt,
            reason: reason,
            by: "registrar",
            at: later,
            hubVersion: "1.0"
        )
    }

    private func resume(_ reason: String? = nil) throws -> ResumeAnswer {
        try desk.ledger.resume(
            .humboldt,
            reason: reason,
            by: "registrar",
            at: later,
            hubVersion: "1.0"
        )
    }

    private var inForce: RevisionInForce {
        get throws { try #require(try desk.ledger.revisionInForce(of: .humboldt)) }
    }

    @Test func `a pause repeats the revision with who, when and why`() throws {
        let before = try #require(
            try desk.ledger.campusesInForce(hubVersion: "1.0", at: later).first
        )
        #expect(try pause() == .paused(revision: 2))
        let after = try #require(
            try desk.ledger.campusesInForce(hubVersion: "1.0", at: later).first
        )
        #expect(after.state == .paused)
        #expect(after.pause == CampusPause(since: later, by: "registrar", reason: "closed"))
        #expect(after.profiles == before.profiles)
        #expect(after.outbox == before.outbox)
        #expect(
            try desk.ledger.sources(of: .humboldt, revision: 2)
                == desk.ledger.sources(of: .humboldt, revision: 1)
        )
        #expect(try inForce.declaredState == .live)
    }

    @Test func `pausing twice, or resuming what is not paused, changes nothing`() throws {
        #expect(try resume() == .notPaused(.live))
        #expect(try pause() == .paused(revision: 2))
        #expect(
            try pause("again")
                == .alreadyPaused(CampusPause(since: later, by: "registrar", reason: "closed"))
        )
        #expect(try inForce.revision == 2)
    }

    @Test(arguments: [CampusState.planned, .retired])
    func `a campus that takes no part is not paused`(_ state: CampusState) throws {
        try desk.onboard(.humboldt, state: state, text: "other")
        #expect(try pause() == .takesNoPart(state))
        #expect(try inForce.revision == 2)
    }

    @Test func `unchanged files are recognised while the campus is paused`() throws {
        _ = try pause()
        #expect(try desk.onboard(.humboldt) == (.unchanged, 2))
        #expect(try inForce.state == .paused)
    }

    @Test func `a changed file stays paused, as since the beginning`() throws {
        _ = try pause()
        #expect(try desk.onboard(.humboldt, text: "new") == (.changed, 3))
        #expect(try inForce.state == .paused)
        #expect(try inForce.pause == CampusPause(since: later, by: "registrar", reason: "closed"))
        #expect(try resume() == .resumed(revision: 4, state: .live))
        #expect(try inForce.pause == nil)
        #expect(try desk.onboard(.humboldt, text: "new") == (.unchanged, 4))
    }

    @Test(arguments: [CampusState.trial, .planned, .retired])
    func `resuming brings back what the file declares by then`(_ state: CampusState) throws {
        _ = try pause()
        try desk.onboard(.humboldt, state: state, text: "new")
        #expect(try inForce.state == .paused)
        #expect(try resume("done") == .resumed(revision: 4, state: state))
        #expect(try inForce.state == state)
    }

    @Test func `a file that says paused is ended by the file alone`() throws {
        try desk.onboard(.humboldt, state: .paused, text: "paused")
        let pause = CampusPause(since: LedgerDesk.evening, by: "somebody", reason: nil)
        #expect(try inForce.pause == pause)
        #expect(try resume() == .pausedByItsFile(pause))
        #expect(try self.pause() == .alreadyPaused(pause))
        try desk.onboard(.humboldt, state: .paused, text: "paused still", at: later)
        #expect(try inForce.pause == pause)
        try desk.onboard(.humboldt, text: "live")
        #expect(try inForce.state == .live)
        #expect(try inForce.pause == nil)
    }

    @Test func `a campus that was live before a pause becomes live anew by no cut-over`() throws {
        #expect(try inForce.wasLive)
        try desk.onboard(.humboldt, state: .paused, text: "paused")
        #expect(try inForce.wasLive)
        try desk.onboard(.humboldt, state: .trial, text: "trial")
        #expect(try !inForce.wasLive)
        _ = try pause()
        #expect(try !inForce.wasLive)
        try desk.onboard(.humboldt, text: "live")
        #expect(try inForce.wasLive)
    }

    @Test func `a claim knows that its campus was paused meanwhile`() throws {
        _ = try pause()
        let claim = try desk.claim()
        #expect(claim.state == .paused)
        #expect(claim.revision == 2)
    }

    @Test func `every revision is told with its cause, the oldest first`() throws {
        _ = try pause()
        try desk.onboard(.humboldt, state: .trial, text: "new")
        _ = try resume("open")
        let revisions = try desk.ledger.revisions(of: .humboldt)
        #expect(revisions.map(\.revision) == [1, 2, 3, 4])
        #expect(revisions.map(\.cause) == [.onboarded, .paused, .onboarded, .resumed])
        #expect(revisions.map(\.state) == [.live, .paused, .paused, .trial])
        #expect(revisions.map(\.declaredState) == [.live, .live, .trial, .trial])
        #expect(revisions.map(\.reason) == [nil, "closed", nil, "open"])
        #expect(revisions.map(\.recordedBy) == ["somebody", "registrar", "somebody", "registrar"])
        #expect(revisions[2].sources.map(\.text) == ["new"])
    }
}
