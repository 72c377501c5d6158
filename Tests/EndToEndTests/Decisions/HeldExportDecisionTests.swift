import TestSupport
import Testing

/// What a person decides on exports that are held as a whole.
@Suite struct HeldExportDecisionTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    private func expectInOrder() throws {
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
        #expect(try site.command(["summary", "--json"]).json["balanced"] == true)
    }

    /// Books the first export, and holds one that has its name or its number, and one fee more.
    private func hold(_ reason: String) throws -> ExportBuilder {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        var other = first
        other.fees.append(.init("900000009", "OVERDUEFINE", "9.09", id: "909"))
        if reason == "export_reused" { other.job = 2 }
        try site.put(other, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").exportVerdicts == [other.fileName: "held \(reason)"])
        return other
    }

    @Test(arguments: ["name_reused", "export_reused"])
    func `B48 B50 an export of a known name or number goes on when it is released`(
        _ reason: String
    ) throws {
        let other = try hold(reason)
        let shown = try site.command(["held", "show", "humboldt-x2", "--json"]).json
        #expect(shown["comparison"]["new"] == 1)
        #expect(shown["comparison"]["same"].integer == Int64(first.fees.count))
        #expect(shown["comparison"]["changed"] == 0)
        #expect(try site.decide("held", "release", "humboldt-x2", because: nil).exit == 0)
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(
            try run.campus("humboldt").counts
                == ["read": 4, "written": 1, "duplicate": Int64(first.fees.count)]
        )
        #expect(try site.collect(from: "humboldt").values.joined() == debits([other.fees[3]]))
        #expect(try site.inbox(of: "humboldt") == [])
        try expectInOrder()
    }

    @Test func `a released export that is held for something else waits for another word`() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        try site.collect(from: "humboldt")
        var other = first
        other.fees = (1...30).map { .init("900000001", "LOCKERKEY", "\($0)", id: "5\($0)") }
        try site.put(other, at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(try site.decide("held", "release", "humboldt-x2").exit == 0)
        let held = try site.run()
        #expect(held.exit == 1)
        #expect(
            try held.campus("humboldt").exportVerdicts == [other.fileName: "held too_many_held"]
        )
        #expect(try site.run().campus("humboldt")["outcome"] != "ok")
        #expect(try site.decide("held", "release", "humboldt-x2").exit == 0)
        #expect(try site.run().campus("humboldt").counts == ["read": 30, "held": 30])
        try expectInOrder()
    }

    @Test(arguments: [false, true])
    func `an export of no number, or of another institution, goes on when it is released`(
        _ isOfAnother: Bool
    ) throws {
        var campus = CampusDeclaration("humboldt")
        if isOfAnother { campus.institutionNumber = "77" }
        try site.onboard([campus])
        var strange = first
        if !isOfAnother { strange.exportNumber = nil }
        try site.put(strange, at: "humboldt")
        #expect(try site.run().exit == 1)
        let plain = try site.decide("held", "release", "humboldt-x1", because: nil)
        #expect(plain.exit == (isOfAnother ? 64 : 0))
        if isOfAnother { #expect(try site.decide("held", "release", "humboldt-x1").exit == 0) }
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
        try expectInOrder()
    }

    @Test func `G2 an export that is written off is skipped whole, and leaves its location`() throws
    {
        _ = try hold("name_reused")
        let written = try site.decide("held", "write-off", "humboldt-x2", because: "sent by hand")
        #expect(written.exit == 0)
        #expect(try written.json["items"][0]["count"] == 4)
        #expect(try site.books(ofExport: 2) == ["read": 4, "skipped": 4])
        #expect(try site.run().exit == 0)
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.outbox(of: "humboldt") == [:])
        try expectInOrder()

        #expect(try site.decide("held", "reopen", "humboldt-x2").exit == 0)
        #expect(try site.books(ofExport: 2) == [:])
        #expect(try site.run().exit == 1)
        #expect(try site.decide("held", "release", "humboldt-x2").exit == 0)
        #expect(try site.run().exit == 0)
        #expect(try site.books(ofExport: 2) == ["read": 4, "written": 1, "duplicate": 3])
        #expect(try site.outbox(of: "humboldt").count == 1)
        try expectInOrder()
    }

    @Test func `the bytes of a written-off export are a duplicate when they come again`() throws {
        let other = try hold("name_reused")
        #expect(try site.decide("held", "write-off", "humboldt-x2").exit == 0)
        #expect(try site.run().exit == 0)
        try site.put(other, at: "humboldt", as: other.again(job: 9).fileName)
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 4, "duplicate": 4])
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `an export that cannot be read is written off with nothing read`() throws {
        try site.put(first.cut(after: 900), at: "humboldt", as: first.fileName)
        #expect(try site.run().exit == 1)
        let refused = try site.decide("held", "release", "humboldt-x1")
        #expect(refused.exit == 64)
        #expect(try refused.json["error"]["message"].string?.contains("not_well_formed") == true)
        #expect(try site.decide("held", "write-off", "humboldt-x1").exit == 0)
        #expect(try site.books(ofExport: 1) == [:])
        #expect(try site.run().exit == 0)
        #expect(try site.inbox(of: "humboldt") == [])
        // The whole file of that name comes after all.
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `an export that the archive has lost is neither released nor written off`() throws {
        _ = try hold("name_reused")
        for name in try site.names(in: "archive/humboldt") {
            try site.remove("archive/humboldt/\(name)")
        }
        let before = try site.everything()
        #expect(try site.decide("held", "release", "humboldt-x2").exit == 1)
        #expect(try site.decide("held", "write-off", "humboldt-x2").exit != 0)
        #expect(try site.everything() == before)
    }
}
