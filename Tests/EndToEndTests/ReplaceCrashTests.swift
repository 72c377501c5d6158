import TestSupport
import Testing

/// An evening that takes back an earlier output is killed on its way: whatever a consumer took
/// meanwhile, every fee is in one file that it could take.
@Suite struct ReplaceCrashTests {
    /// Where a run that takes something back can be killed.
    static let recallStops = [
        "recall.after_mark=crash", "recall.after_rename=crash", "void.before_commit=crash",
        "void.after_commit=crash",
    ]

    /// Those of the recall, where it matters whether a consumer takes what is there.
    private static let ownStops =
        recallStops + [
            "recall.after_mark=crash@2", "recall.after_rename=crash@2",
            "void.before_commit=crash@2",
            "void.after_commit=crash@2",
        ]

    /// Every second one of the evening around it, with a consumer at every second of them;
    /// `ops/crash-test failpoints` has them all.
    private static let eveningStops = CrashTests.stops
        .filter { !$0.hasPrefix("claim.") && !$0.hasSuffix("@2") }.enumerated()
        .filter { $0.offset.isMultiple(of: 2) }
        .map { ($0.element, $0.offset.isMultiple(of: 4)) }

    private static let pairs = [
        ("recall.after_mark=crash", "recall.after_rename=crash"),
        ("recall.after_rename=crash", "recall.after_rename=crash"),
        ("recall.after_rename=crash", "void.before_commit=crash"),
        ("void.before_commit=crash", "void.after_commit=crash"),
        ("void.after_commit=crash", "t1.before_commit=crash"),
        ("void.after_commit=crash", "t1.after_commit=crash"),
        ("t1.after_commit=crash", "publish.after_rename=crash"),
    ]

    @Test(arguments: eveningStops)
    func `F59: an evening with a recall survives a kill`(
        _ stop: String,
        _ isCollectedAtOnce: Bool
    ) throws {
        try expectSurvives([stop], isCollectedAtOnce)
    }

    @Test(arguments: ownStops, [true, false])
    func `F59: a recall survives a kill`(_ stop: String, _ isCollectedAtOnce: Bool) throws {
        try expectSurvives([stop], isCollectedAtOnce)
    }

    @Test(arguments: pairs, [true, false])
    func `F59: a recall survives two kills in a row`(
        _ stops: (String, String),
        _ isCollectedAtOnce: Bool
    ) throws {
        try expectSurvives([stops.0, stops.1], isCollectedAtOnce)
    }

    private func expectSurvives(_ stops: [String], _ isCollectedAtOnce: Bool) throws {
        let site = try HubSite()
        try site.onboardReplacing()
        let evenings = [Self.mixed(job: 1), Self.mixed(job: 2)]
        try site.put(evenings[0], at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.put(evenings[1], at: "humboldt")
        var copies: [String] = []
        for stop in stops {
            #expect(try site.run(failpoints: stop).wasKilled, "the stop \(stop) was not reached")
            if isCollectedAtOnce { copies += try site.collect(from: "humboldt").values }
        }
        #expect(try site.runToTheEnd().exit == 0)
        copies += try site.collect(from: "humboldt").values
        let charges = debits(evenings.flatMap(\.fees).filter { !$0.sum.hasPrefix("-") })
        let credits = evenings.map { _ in "900000002,820000206129,0002.50,11/16/2026\n" }.joined()
        #expect(lines(copies.joined()) == lines(charges + credits))

        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.ledger.unfinishedOutputs == 0)
        #expect(try site.names(in: "staging/humboldt") == [])
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }

    private static func mixed(job: Int) -> ExportBuilder {
        ExportBuilder(
            "HUMBOLDTBURSAR",
            job: job,
            [
                .init("900000001", "OVERDUEFINE", "\(job).51", id: "\(job)01"),
                .init("900000002", "CREDIT", "-2.5", id: "\(job)02"),
                .init("900000003", "OVERDUEFINE", "\(job).05", id: "\(job)03"),
            ]
        )
    }
}
