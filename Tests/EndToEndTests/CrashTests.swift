import Foundation
import TestSupport
import Testing

/// A run is killed at a named stop; one clean run later nothing is lost, doubled or torn.
@Suite struct CrashTests {
    /// Where a run can be killed, each with what it is killed for in a plain evening.
    static let stops = [
        "claim.after_lease=crash", "take.before_copy=crash", "take.before_fsync=crash",
        "take.after_copy=crash", "take.after_copy=crash@2", "parse.at_fee=crash",
        "parse.at_fee=crash@4",
        "render.after_open=crash", "render.mid=crash", "render.before_fsync=crash",
        "render.after_fsync=crash", "t1.before_commit=crash", "t1.after_commit=crash",
        "archive.before=crash", "archive.before=crash@2", "stage.after_rename=crash",
        "stage.after_rename=crash@2", "stage.after_folder_fsync=crash", "t2.after_commit=crash",
        "publish.after_high_water=crash", "publish.before_rename=crash",
        "publish.before_rename=crash@2",
        "publish.after_rename=crash", "publish.after_rename=crash@2",
        "publish.after_folder_fsync=crash", "t3.after_commit=crash", "leave.after=crash",
        "audit.after=crash",
    ]

    /// Where everything is done, and said on standard output.
    private static let summaryStop = "summary.before_rename=crash"

    /// Every third of those from rendering on, where it matters what an output is made of.
    ///
    /// Three kinds of evenings share them; `ops/crash-test failpoints` has each in each of its scenes.
    private static func lateStops(from place: Int) -> [String] {
        stops.drop { $0 != "render.before_fsync=crash" }.enumerated()
            .filter { $0.offset % 3 == place }.map(\.element)
    }

    @Test(arguments: stops)
    func `F03: a plain evening survives a kill`(_ stop: String) throws {
        try CrashScenario.plain.expectSurvives(stop)
    }

    @Test(arguments: lateStops(from: 0))
    func `F03: an evening with duplicates, rendered twice, survives a kill`(_ stop: String) throws {
        try CrashScenario.duplicates.expectSurvives(stop)
    }

    @Test(arguments: lateStops(from: 1))
    func `F03: an evening with released fees survives a kill`(_ stop: String) throws {
        try CrashScenario.released.expectSurvives(stop)
    }

    @Test(arguments: lateStops(from: 2))
    func `F03: an evening of grouped and sorted outputs survives a kill`(_ stop: String) throws {
        try CrashScenario.arranged.expectSurvives(stop)
    }

    @Test(arguments: [
        "claim.after_lease=crash@2", "t1.before_commit=crash@2", "t1.after_commit=crash@2",
        "t2.after_commit=crash@2", "publish.after_rename=crash@3", "t3.after_commit=crash@2",
    ])
    func `a campus that was finished before the kill stays finished`(_ stop: String) throws {
        try CrashScenario.twoCampuses.expectSurvives(stop)
    }

    @Test(arguments: [
        ("parse.at_fee=crash@2", "t1.before_commit=crash"),
        ("t1.after_commit=crash", "render.after_open=crash"),
        ("t1.after_commit=crash", "stage.after_rename=crash"),
        ("t1.after_commit=crash", "t1.after_commit=throw;render.after_fsync=crash"),
        ("render.mid=crash", "t2.after_commit=crash"),
        ("stage.after_folder_fsync=crash", "publish.before_rename=crash"),
        ("t2.after_commit=crash", "publish.after_rename=crash"),
        ("publish.before_rename=crash@2", "publish.before_rename=crash"),
        ("publish.after_rename=crash", "publish.after_folder_fsync=crash"),
        ("publish.after_folder_fsync=crash", "t3.after_commit=crash"),
    ])
    func `F02: two kills in a row are survived`(_ first: String, _ second: String) throws {
        try CrashScenario.duplicates.expectSurvives(first, second)
    }

    @Test func `F03: a run that dies when the originals have left leaves nothing half-made`() throws
    {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        #expect(try site.run(failpoints: "leave.after=crash").wasKilled)
        // Nothing is left in the inbox that would bring the next run by to clear up.
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.names(in: "staging/humboldt/tmp") == [])
    }

    @Test func `F03: a run that dies over its summary has done all its work`() throws {
        let site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(.fines("HUMBOLDTBURSAR", job: 1), at: "humboldt")
        #expect(try site.run(failpoints: CrashTests.summaryStop).wasKilled)
        #expect(try site.collect(from: "humboldt").count == 1)
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.run().exit == 0)
        #expect(try site.collect(from: "humboldt") == [:])
    }

    @Test func `every stop that the sources name is tried`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let names = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
            .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Failpoints/") }
            .flatMap { path in
                try String(contentsOf: sources.appending(path: path), encoding: .utf8)
                    .matches(of: /Failpoint\.(?:reached|passed)\("([a-z0-9_.]+)"\)/).map {
                        String($0.1)
                    }
            }
        // Behind a name that was taken: SequenceTests.
        let tried =
            (CrashTests.stops + ReplaceCrashTests.recallStops + [
                "sequence.after_commit=crash", CrashTests.summaryStop,
            ] + HeldDecisionCrashTests.stops + OutputDecisionCrashTests.stops + PurgeTests.stops
            + TellingTests.stops)
            .map { $0.prefix { $0 != "=" } }.map(String.init)
        #expect(Set(names) == Set(tried))
    }
}
