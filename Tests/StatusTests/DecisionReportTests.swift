import BursarModel
import Status
import TestSupport
import Testing

/// What people read, and programs get, of their decisions.
@Suite struct DecisionReportTests {
    // MARK: Held

    private func item(
        _ number: Int,
        _ outcome: HeldDecisionReport.Item.Outcome = .done,
        _ reason: HoldReason = .outputVoid,
        cents: Int64 = 1250,
        namedAs: String? = nil,
        message: String? = nil,
        remedy: String? = nil
    ) throws -> HeldDecisionReport.Item {
        HeldDecisionReport.Item(
            id: "humboldt-f\(number)",
            namedAs: namedAs,
            campus: try Arranged.key("humboldt"),
            outcome: outcome,
            reason: reason,
            tally: Arranged.tally(1, max(cents, 0), max(-cents, 0)),
            message: message,
            remedy: remedy,
            isWrongUse: outcome == .refused
        )
    }

    private func report(
        _ decision: HeldDecision,
        because reason: String?,
        _ items: [HeldDecisionReport.Item]
    ) -> HeldDecisionReport {
        var report = HeldDecisionReport(
            decision: decision,
            person: "ann",
            reason: reason,
            isDemo: false
        )
        report.items = items
        return report
    }

    private func expectGoldens(_ report: HeldDecisionReport, _ name: String) throws {
        try expectGolden(TextReport.heldDecision(report, style: .plain), "\(name).txt")
        try expectGolden(JSONReport.value(report), "\(name).json")
    }

    @Test func `what was released is told item by item, and an output's fees in one line`() throws {
        let fees = try (2...4).map { try item($0, namedAs: "humboldt-17") }
        try expectGoldens(
            report(
                .release,
                because: "a second fine",
                [item(1, .done, .changed, cents: 6601)] + fees
            ),
            "decision-released"
        )
    }

    @Test func `what was written off is told beside what was refused at another campus`() throws {
        let refused = try (7...8).map { number in
            var item = try item(
                number,
                .refused,
                namedAs: "sonoma-x3",
                message: "nothing was decided on it, because of the others of its campus",
                remedy: "run the command again without those"
            )
            item.id = "sonoma-f\(number)"
            item.campus = try Arranged.key("sonoma")
            return item
        }
        try expectGoldens(
            report(
                .writeOff,
                because: "billed by hand",
                [item(1, cents: -250), item(2, .done, .noItemType)] + refused
            ),
            "decision-written-off"
        )
    }

    @Test func `what was reopened is told as held again`() throws {
        try expectGoldens(
            report(.reopen, because: "it was not billed", [item(2, .done, .noItemType)]),
            "decision-reopened"
        )
    }

    // MARK: Outputs

    private func output(
        _ number: Int,
        _ state: OutputState = .published,
        reissued: Bool = false
    ) throws -> OutputSummary {
        var output = try Arranged.output(
            "humboldt",
            number,
            "bursar-converted-DEBITS-2211202\(number).dat",
            state: state,
            records: 3,
            charges: 3750
        )
        output.reissued = reissued
        return output
    }

    private func expectGoldens(_ report: OutputDecisionReport, _ name: String) throws {
        try expectGolden(
            TextReport.outputDecision(report, labels: Arranged.labels(), style: .plain),
            "\(name).txt"
        )
        try expectGolden(JSONReport.value(report), "\(name).json")
    }

    @Test func `a confirmation tells what the server showed`() throws {
        let report = OutputDecisionReport(
            decision: .confirm,
            person: "ann",
            reason: "the clerk has loaded it",
            isDemo: false,
            output: try output(6),
            seen: .absent
        )
        try expectGoldens(report, "decision-confirmed")
    }

    @Test(arguments: OutputSighting.allCases)
    func `whatever a server showed is told in a sentence of its own`(
        _ sighting: OutputSighting
    ) throws {
        let report = OutputDecisionReport(
            decision: .confirm,
            person: "ann",
            reason: "loaded",
            isDemo: false,
            output: try output(6),
            seen: sighting,
            unseenBecause: sighting == .unknown ? "sftp://sfs: nothing listens at that port" : nil
        )
        let text = TextReport.outputDecision(report, style: .plain)
        #expect(text.contains("server"))
        #expect(text.contains("nothing listens") == (sighting == .unknown))
    }

    @Test func `a void output tells where its fees wait`() throws {
        let report = OutputDecisionReport(
            decision: .void,
            person: "ann",
            reason: "wrong item types",
            isDemo: false,
            output: try output(6, .void),
            fees: Arranged.tally(3, 3750)
        )
        try expectGoldens(report, "decision-voided")
    }

    @Test func `a reissue tells what the fees go out in, and what keeps that from its outbox`()
        throws
    {
        let report = OutputDecisionReport(
            decision: .reissue,
            person: "ann",
            reason: "the layout was corrected",
            isDemo: false,
            output: try output(6, .void),
            fees: Arranged.tally(3, 3750),
            reissued: [try output(7, reissued: true), try output(8, .staged, reissued: true)],
            trouble: "another output of humboldt is in doubt, so nothing more is delivered",
            remedy: "settle that one first; the next run delivers the new output"
        )
        try expectGoldens(report, "decision-reissued")
    }

    // MARK: Verify

    @Test func `a proof says what was compared, and that no server was asked`() throws {
        var report = VerifyReport(asOf: Arranged.start, isDemo: false)
        var campus = VerifyReport.Campus(campus: try Arranged.key("humboldt"), name: "Humboldt")
        (campus.exports, campus.outputs, campus.runs) = (12, 9, 12)
        report.campuses = [campus]
        func text() -> String { TextReport.verify(report, style: .plain) }
        #expect(text().contains("archived exports"))
        #expect(!text().contains("server"))
        report.campuses[0].outputsForServers = 2
        #expect(text().contains("No server was asked: of 2 outputs for servers"))
    }
}
