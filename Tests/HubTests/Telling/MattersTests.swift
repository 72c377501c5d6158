import BursarModel
import Testing

@testable import Hub

/// What counts as news for somebody who was told before.
@Suite struct MattersTests {
    private func matters(_ change: (inout CampusSummary) -> Void = { _ in }) throws -> Matters {
        let key = try #require(CampusKey("humboldt"))
        var summary = CampusSummary(
            campus: key,
            name: "Humboldt",
            timeZone: "UTC",
            state: .live,
            layoutConfirmed: true,
            outcome: .ok
        )
        change(&summary)
        let status = CampusStatus(
            campus: key,
            name: "Humboldt",
            timeZone: "UTC",
            state: .live,
            layoutConfirmed: true,
            health: .ok,
            lastExport: nil,
            nextExportExpectedAt: nil,
            lastRun: nil,
            open: .init(heldFees: 0, heldExports: 0, inDoubtOutputs: 0, waitingOutputs: 0),
            today: .zero,
            month: .zero,
            fiscalYear: .zero,
            recentOutputs: [],
            needs: []
        )
        return Matters(summary, status)
    }

    private func held(_ count: Int64) -> HeldCount {
        HeldCount(
            reason: .noItemType,
            feeType: "LOCKERKEY",
            tally: Tally(count: count, chargeCents: 1500 * count, creditCents: 0)
        )
    }

    @Test func `what is held is news when it comes, when it grows and when it is gone`() throws {
        let one = try matters { $0.heldByReason = [held(1)] }
        let two = try matters { $0.heldByReason = [held(2)] }
        let none = try matters()
        #expect(Matters.change(from: [], to: [one]) == (true, false))
        #expect(Matters.change(from: one.lines, to: [one]) == (false, false))
        #expect(Matters.change(from: one.lines, to: [two]) == (true, true))
        #expect(Matters.change(from: two.lines, to: [none]) == (false, true))
        #expect(Matters.change(from: [], to: [none]) == (false, false))
    }

    @Test
    func `a file that nobody claims is told once, and that a run does not see it is no relief`()
        throws
    {
        let unclaimed = try matters {
            $0.outcome = .attention
            $0.exports = [
                ExportSummary(
                    file: "OTHER-1.xml",
                    state: .ignored,
                    reason: IgnoreReason.namePattern.rawValue
                )
            ]
        }
        #expect(Matters.change(from: [], to: [unclaimed]) == (true, false))
        let quiet = try matters()
        let known = Matters.known(unclaimed.lines, after: [quiet])
        #expect(Matters.change(from: unclaimed.lines, to: [quiet]) == (false, false))
        #expect(Matters.change(from: known, to: [unclaimed]) == (false, false))
    }

    @Test func `a message that reads like a passing matter is one that lasts`() throws {
        let failed = try matters {
            $0.outcome = .failed
            $0.message = "attention: unclaimed: passing"
        }
        #expect(failed.lines == ["humboldt lasting failed: attention: unclaimed: passing"])
        #expect(Matters.change(from: failed.lines, to: [try matters()]) == (false, true))
    }

    @Test func `tries stand five minutes apart, then twice as long, and six hours at most`() {
        #expect((0...8).map(Hub.pause) == [300, 600, 1200, 2400, 4800, 9600, 19200, 21600, 21600])
        #expect(Hub.pause(after: 4000) == 21600)
    }
}
