import TestSupport
import Testing

/// Exports that are doubtful as a whole: nothing of them is booked, and the others go on.
@Suite struct HeldExportTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt").with(\.institutionNumber, "1234")])
    }

    /// Runs, and expects this export held for this reason, with nothing of it booked.
    private func expectHeld(_ export: ExportBuilder, _ reason: String) throws {
        let charges = try site.ledger.charges
        try site.put(export, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        let campus = try run.campus("humboldt")
        #expect(campus["outcome"] == "attention")
        #expect(campus.exportVerdicts == [export.fileName: "held \(reason)"])
        #expect(campus.counts == [:])
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [export.fileName])
        #expect(try site.ledger.charges == charges)
        let held = try site.command(["held", "--json"]).json["held"]
        #expect(held.items.count == 1)
        #expect(held[0]["kind"] == "export")
        #expect(held[0]["reason"].string == reason)
        #expect(held[0]["export"].string == export.fileName)

        // The next run neither reads it again nor forgets it.
        let second = try site.run()
        #expect(second.exit == 1)
        #expect(try site.command(["held", "--json"]).json["held"].items.count == 1)
    }

    @Test func `B48: a known name with other content is held as name_reused`() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        var other = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)
        (other.job, other.milliseconds) = (first.job, first.milliseconds)
        try expectHeld(other, "name_reused")
    }

    @Test func `B50: a known number with other content is held as export_reused`() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        var other = first.again(job: 2)
        other.exportNumber = first.exportNumber
        other.fees += ExportBuilder.fines(1, from: 9000)
        try expectHeld(other, "export_reused")
    }

    @Test func `two exports of one number in one run: the first goes on, the second is held`()
        throws
    {
        var other = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)
        other.exportNumber = first.exportNumber
        try site.put(first, at: "humboldt")
        try site.put(other, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(
            try run.campus("humboldt").exportVerdicts == [
                first.fileName: "converted", other.fileName: "held export_reused",
            ]
        )
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `B46: an export without a number is held as no_export_number`() throws {
        var export = first
        export.exportNumber = nil
        try expectHeld(export, "no_export_number")
    }

    @Test func `B47: an export number of another institution is held as wrong_campus`() throws {
        var export = first
        export.exportNumber = "10000019999"
        try expectHeld(export, "wrong_campus")
    }

    @Test func `an institution id of another institution is held as wrong_campus`() throws {
        var export = first
        export.institution = "9999"
        try expectHeld(export, "wrong_campus")
    }

    @Test func `an export held as wrong_campus goes on once the campus file is right`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.institutionNumber, "7777")])
        try expectHeld(first, "wrong_campus")
        try site.onboard([CampusDeclaration("humboldt").with(\.institutionNumber, "1234")])
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 3, "written": 3])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `B08: a well-formed page that is no export is held as wrong_root`() throws {
        let name = first.fileName
        try site.put("<html><body>down for maintenance</body></html>", at: "humboldt", as: name)
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").exportVerdicts == [name: "held wrong_root"])
    }

    @Test func `B12: a document type is held as doctype`() throws {
        let text = first.xml.replacing("?>\n", with: "?>\n<!DOCTYPE a [<!ENTITY x \"y\">]>\n")
        try site.put(text, at: "humboldt", as: first.fileName)
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").exportVerdicts == [first.fileName: "held doctype"])
    }

    @Test func `an unclaimed XML file in a location asks for a look and stays`() throws {
        try site.put(first, at: "humboldt")
        try site.put(first.xml, at: "humboldt", as: "OTHERBURSAR-1-1795000001000.xml")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(
            try run.campus("humboldt").exportVerdicts == [
                first.fileName: "converted",
                "OTHERBURSAR-1-1795000001000.xml": "ignored name_pattern",
            ]
        )
        #expect(try site.inbox(of: "humboldt") == ["OTHERBURSAR-1-1795000001000.xml"])
    }
}
