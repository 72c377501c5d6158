import TestSupport
import Testing

/// Exports that were cut off: nothing of them counts, and no line of them gets out.
@Suite struct BrokenUploadTests {
    private let site: HubSite
    private let whole = ExportBuilder.fines("HUMBOLDTBURSAR", job: 5, 6)
    private let early = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1, 2)
    private let late = ExportBuilder.fines("HUMBOLDTBURSAR", job: 9, 2)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    private var length: Int { whole.xml.utf8.count }

    @Test(arguments: [1, 30, 250, 900, 2500, 4000])
    func `B04: an export cut so many bytes before its end books nothing and is held`(
        _ missing: Int
    ) throws {
        // The file's end, a line feed, is no part of the document.
        try site.put(early, at: "humboldt")
        try site.put(whole.cut(after: length - 1 - missing), at: "humboldt", as: whole.fileName)
        try site.put(late, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(
            part.exportVerdicts == [
                early.fileName: "converted", whole.fileName: "held not_well_formed",
                late.fileName: "converted",
            ]
        )
        #expect(part.counts == ["read": 4, "written": 4])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(early.fees + late.fees)])
        #expect(try site.ledger.charges == 4)
        let export = part["exports"]["file", whole.fileName]
        #expect(export["message"].string?.contains("line ") == true)
        #expect(export["read"]["count"] == 0)
    }

    @Test func `B01: a file of no bytes is held as empty_file`() throws {
        try site.put("", at: "humboldt", as: whole.fileName)
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").exportVerdicts == [whole.fileName: "held empty_file"])
    }

    @Test func `an export that lacks only its last line feed is whole`() throws {
        try site.put(whole.cut(after: length - 1), at: "humboldt", as: whole.fileName)
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(whole.fees)])
    }

    @Test func `the complete file under the same name supersedes the cut one`() throws {
        try site.put(whole.cut(after: length / 2), at: "humboldt", as: whole.fileName)
        #expect(try site.run().exit == 1)
        try site.put(whole, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 6, "written": 6])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(whole.fees)])
        #expect(try site.command(["held", "--json"]).json["held"].items.isEmpty)
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `the complete file of the same number supersedes the cut one of another name`()
        throws
    {
        let cutName = "HUMBOLDTBURSAR-4-1795000004000.xml"
        try site.put(whole.cut(after: length / 2), at: "humboldt", as: cutName)
        #expect(try site.run().exit == 1)
        try site.put(whole, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(whole.fees)])
        #expect(try site.command(["held", "--json"]).json["held"].items.isEmpty)
    }

    @Test(arguments: [
        "t1.after_commit=crash", "publish.after_rename=crash", "t3.after_commit=crash",
    ])
    func `F03: a cut export is set aside though the run that read the whole one died`(
        _ stop: String
    ) throws {
        try site.put(whole.cut(after: length / 2), at: "humboldt", as: whole.fileName)
        #expect(try site.run().exit == 1)
        try site.put(whole, at: "humboldt")
        #expect(try site.run(failpoints: stop).wasKilled)
        #expect(try site.runToTheEnd().exit == 0)
        #expect(try site.command(["held", "--json"]).json["held"].items.isEmpty)
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `a complete file with another beginning does not supersede`() throws {
        var other = whole
        other.fees[0].sum = "6.01"
        try site.put(other.cut(after: length / 2), at: "humboldt", as: whole.fileName)
        #expect(try site.run().exit == 1)
        try site.put(whole, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == ["read": 6, "written": 6])
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["not_well_formed": 1])
    }
}
