import TestSupport
import Testing

/// A new revision alters nothing that was planned with the one before.
@Suite struct NewRevisionTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt")
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)
    /// The same format with another order of its columns and other names of its files.
    private let otherLayout = SampleFormats.humboldt
        .replacing("bursar-converted-", with: "other-")
        .replacing("separator: \",\"", with: "separator: \";\"")

    init() throws { site = try HubSite() }

    private func onboardOtherLayout() throws {
        let other = campus.with(
            \.itemTypes,
            campus.itemTypes.mapValues { _ in "399999999999" }
        )
        let outcome = try site.onboard([other], formats: ["humboldt-sf": otherLayout])
        #expect(outcome.exit == 0)
        #expect(try site.command(["campus", "show", "humboldt", "--json"]).json["revision"] == 2)
    }

    @Test(arguments: [
        "t1.after_commit=crash", "render.before_fsync=crash", "stage.after_rename=crash",
        "t2.after_commit=crash", "publish.before_rename=crash", "publish.after_rename=crash",
    ])
    func `an output that was planned keeps its bytes, whatever is onboarded before it is written`(
        _ stop: String
    ) throws {
        try site.onboard([campus])
        try site.put(export, at: "humboldt")
        #expect(try site.run("--jobs", "1", failpoints: stop).wasKilled)
        try onboardOtherLayout()

        #expect(try site.runToTheEnd().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])

        let next = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)
        try site.put(next, at: "humboldt")
        #expect(try site.run().exit == 0)
        let newest = debits(next.fees).replacing(",", with: ";")
            .replacing("300000006919", with: "399999999999")
        #expect(
            try site.outbox(of: "humboldt") == [
                debitsName: debits(export.fees), "other-DEBITS-20112026.dat": newest,
            ]
        )
    }

    @Test(arguments: ["t1.after_commit=crash", "t2.after_commit=crash"])
    func `an output follows its campus to another outbox, and is shown there`(
        _ stop: String
    ) throws {
        try site.onboard([campus])
        try site.put(export, at: "humboldt")
        #expect(try site.run("--jobs", "1", failpoints: stop).wasKilled)
        try site.onboard([campus.with(\.outbox, "outbox/elsewhere")])
        let run = try site.runToTheEnd()
        #expect(run.exit == 0)
        #expect(try site.outbox(of: "elsewhere") == [debitsName: debits(export.fees)])
        #expect(try site.outbox(of: "humboldt") == [:])
        let path = try run.campus("humboldt")["outputs"][0]["path"].string
        #expect(path == "outbox/elsewhere/\(debitsName)")
    }

    @Test(.enabled(if: OtherFileSystem.isThere, "needs a second file system"))
    func `an output that is staged beside an earlier outbox is never taken for delivered`() throws {
        let other = try OtherFileSystem()
        let away = campus.with(\.outbox, other.path)
        #expect(try site.onboard([away]).exit == 0)
        try site.put(export, at: "humboldt")
        #expect(try site.run("--jobs", "1", failpoints: "t2.after_commit=crash").wasKilled)
        try site.onboard([campus])
        let doubtful = try site.runToTheEnd()
        #expect(doubtful.exit == 1)
        #expect(try doubtful.campus("humboldt")["outputs"][0]["state"] == "in_doubt")
        #expect(try site.outbox(of: "humboldt") == [:])

        try site.onboard([away])
        #expect(try site.run().exit == 0)
        #expect(try other.text(of: debitsName) == debits(export.fees))
    }

    @Test func `a campus that is put on trial still finishes what it had planned`() throws {
        try site.onboard([campus])
        try site.put(export, at: "humboldt")
        #expect(try site.run("--jobs", "1", failpoints: "t1.after_commit=crash").wasKilled)
        try site.onboard([campus.with(\.state, "trial")])
        let run = try site.runToTheEnd()
        // On trial nothing is delivered; nothing planned is lost either.
        #expect(try run.campus("humboldt")["outcome"] == "trial")
        #expect(try site.outbox(of: "humboldt") == [:])
        try site.onboard([campus])
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(export.fees)])
    }
}
