import TestSupport
import Testing

/// A void or a reissue is killed at every step, with a consumer that takes every file at once or
/// with none: no charge is ever in two files that a consumer could take, and none is lost.
@Suite struct OutputDecisionCrashTests {
    static let stops = [
        "decision.after_mark=crash", "withdraw.after_rename=crash", "confirm.before_commit=crash",
        "confirm.after_commit=crash", "reissue.before_commit=crash", "reissue.after_commit=crash",
    ]

    private static let recallStops = [
        ("recall.after_mark", false), ("recall.after_mark", true), ("recall.after_rename", true),
        ("void.before_commit", false), ("void.after_commit", true),
    ]

    /// With the consumer that takes files at once: behind the rename there is something to take.
    private static let reissueStops = [
        ("recall.after_mark", false), ("recall.after_mark", true), ("recall.after_rename", false),
        ("reissue.before_commit", false), ("reissue.after_commit", true),
        ("stage.after_rename", false), ("t2.after_commit", false),
        ("publish.after_rename", true), ("publish.after_rename", false), ("t3.after_commit", true),
    ]

    private let site: HubSite
    private let evening = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(evening, at: "humboldt")
    }

    private func expectNothingLeft() throws {
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.ledger.unfinishedOutputs == 0)
        #expect(try site.names(in: "staging/humboldt") == [])
    }

    @Test(arguments: recallStops)
    func `F59 a void that is killed ends as void, or as collected`(
        _ stop: String,
        _ isCollectedAtOnce: Bool
    ) throws {
        #expect(try site.run().exit == 0)
        #expect(
            try site.decide("outputs", "void", "humboldt-1", failpoints: "\(stop)=crash").wasKilled
        )
        let taken = isCollectedAtOnce ? try site.collect(from: "humboldt") : [:]
        let run = try site.runToTheEnd()
        #expect(run.exit == (taken.isEmpty ? 1 : 0))
        let isVoid = try site.outputStates() == ["void"]
        if stop == "void.after_commit" {
            // What it left behind is swept by the next hub that works on the campus.
            try site.put("<html/>", at: "humboldt", as: "HUMBOLDTBURSAR-2-1795000002000.xml")
            #expect(try site.run().exit == 1)
        }
        #expect(isVoid == taken.isEmpty)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(
            try site.books(ofExport: 1) == ["read": 3, isVoid ? "held" : "written": 3]
        )
        #expect(
            try site.decisionTrail()
                == (isVoid ? ["output_voided humboldt-1 somebody said so"] : [])
        )
        try expectNothingLeft()
    }

    @Test(arguments: reissueStops)
    func `F59 a reissue that is killed sends every fee once`(
        _ stop: String,
        _ isCollectedAtOnce: Bool
    ) throws {
        #expect(try site.run().exit == 0)
        #expect(
            try site.decide("outputs", "reissue", "humboldt-1", failpoints: "\(stop)=crash")
                .wasKilled
        )
        var copies = isCollectedAtOnce ? try site.collect(from: "humboldt").values.joined() : ""
        #expect(try site.runToTheEnd().exit == 0)
        copies += try site.collect(from: "humboldt").values.joined()
        #expect(copies == debits(evening.fees))
        #expect(try site.books(ofExport: 1) == ["read": 3, "written": 3])
        try expectNothingLeft()
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test(arguments: ["decision.after_mark", "withdraw.after_rename", "void.before_commit"])
    func `F59 a void of a staged output that is killed is not published silently`(
        _ stop: String
    ) throws {
        #expect(try site.run(failpoints: "t2.after_commit=crash").wasKilled)
        _ = try site.decideToTheEnd("outputs", "void", "humboldt-9")
        #expect(
            try site.decide("outputs", "void", "humboldt-1", failpoints: "\(stop)=crash").wasKilled
        )
        #expect(try site.runToTheEnd().exit == 1)
        #expect(try site.outputStates() == ["void"])
        #expect(try site.outbox(of: "humboldt") == [:])
        try expectNothingLeft()
    }

    @Test(arguments: ["recall.after_mark", "recall.after_rename"])
    func `F59 a void that is killed goes on with the command too`(_ stop: String) throws {
        #expect(try site.run().exit == 0)
        #expect(
            try site.decide("outputs", "void", "humboldt-1", failpoints: "\(stop)=crash").wasKilled
        )
        #expect(try site.decideToTheEnd("outputs", "void", "humboldt-1").exit == 0)
        #expect(try site.outputStates() == ["void"])
        #expect(try site.run().exit == 1)
        try expectNothingLeft()
    }
}

/// A decision on held fees is one transaction: killed before it ends, nothing was decided.
@Suite struct HeldDecisionCrashTests {
    static let stops = ["held_decision.before_commit=crash", "held_decision.after_commit=crash"]

    @Test(arguments: [true, false])
    func `F59 a decision on held fees is made or not, whenever it is killed`(
        _ isMade: Bool
    ) throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(
            ExportBuilder(
                "HUMBOLDTBURSAR",
                job: 1,
                [.init("900000001", "LOCKERKEY", "5", id: "1")]
            ),
            at: "humboldt"
        )
        #expect(try site.run().exit == 1)
        let stop = HeldDecisionCrashTests.stops[isMade ? 1 : 0]
        #expect(
            try site.decide("held", "write-off", "humboldt-f1", failpoints: stop).wasKilled
        )
        #expect(try site.books(ofExport: 1) == ["read": 1, isMade ? "skipped" : "held": 1])
        #expect(try site.decisionTrail().count == (isMade ? 1 : 0))
        let again = try site.decideToTheEnd("held", "write-off", "humboldt-f1")
        #expect(again.exit == (isMade ? 64 : 0))
        #expect(try site.misplacedFees() == 0)
    }
}
