import TestSupport
import Testing

/// What comes again: files, exports and fees that were seen before.
@Suite struct RecognitionTests {
    private let site: HubSite
    private let first = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    /// Books and collects the first export.
    private func bookFirst() throws {
        try site.put(first, at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.collect(from: "humboldt") == [debitsName: debits(first.fees)])
    }

    private var charges: Int64 {
        get throws { try site.ledger.charges }
    }

    @Test func `B49: the same content under another name is a duplicate file`() throws {
        try bookFirst()
        try site.put(first, at: "humboldt", as: "HUMBOLDTBURSAR-9-1795000009000.xml")
        let run = try site.run()
        #expect(run.exit == 0)
        let campus = try run.campus("humboldt")
        #expect(campus.counts == ["read": 3, "duplicate": 3])
        #expect(campus["duplicate"]["charge_cents"] == 603)
        #expect(campus["exports"][0]["state"] == "duplicate")
        #expect(campus["exports"][0]["reason"] == "duplicate_file")
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try charges == 3)
    }

    @Test func `the same file put into the location again is a duplicate file`() throws {
        try bookFirst()
        try site.put(first, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 3, "duplicate": 3])
        #expect(try site.inbox(of: "humboldt") == [])
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `two copies of one export in one run are written once`() throws {
        try site.put(first, at: "humboldt")
        try site.put(first, at: "humboldt", as: "HUMBOLDTBURSAR-9-1795000009000.xml")
        let run = try site.run()
        #expect(try run.campus("humboldt").isBalanced)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
        #expect(try charges == 3)
        _ = try site.run()
        #expect(try charges == 3)
    }

    @Test func `the same fees in an export of another number are all duplicates`() throws {
        try bookFirst()
        try site.put(first.again(job: 2), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        let campus = try run.campus("humboldt")
        #expect(campus.counts == ["read": 3, "duplicate": 3])
        #expect(campus["exports"][0]["state"] == "converted")
        #expect(campus.isBalanced && campus.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try charges == 3)
    }

    @Test func `new fees among known ones are written alone`() throws {
        try bookFirst()
        let new = ExportBuilder.fines(2, from: 7000)
        try site.put(
            ExportBuilder("HUMBOLDTBURSAR", job: 2, [new[0]] + first.fees + [new[1]]),
            at: "humboldt"
        )
        let run = try site.run()
        #expect(run.exit == 0)
        let campus = try run.campus("humboldt")
        #expect(campus.counts == ["read": 5, "written": 2, "duplicate": 3])
        #expect(campus.isBalanced && campus.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(new)])
    }

    @Test func `a known fee with another amount is held as changed`() throws {
        try bookFirst()
        var fees = first.fees
        fees[1].sum = "99.01"
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 2, fees), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        let campus = try run.campus("humboldt")
        #expect(campus.counts == ["read": 3, "held": 1, "duplicate": 2])
        #expect(campus["held"]["charge_cents"] == 9901)
        #expect(campus.isBalanced && campus.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [:])
        let held = try site.command(["held", "--json"]).json
        #expect(held.heldReasons == ["changed": 1])
        #expect(held["held"][0]["transaction_id"] == "1002")
        #expect(try charges == 3)
    }

    @Test func `B51: a transaction id twice, all equal, is written once`() throws {
        let fees = first.fees + [first.fees[0]]
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, fees), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        let campus = try run.campus("humboldt")
        #expect(campus.counts == ["read": 4, "written": 3, "duplicate": 1])
        #expect(campus.isBalanced && campus.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `B52: a transaction id twice with other amounts holds both as changed`() throws {
        var other = first.fees[0]
        other.sum = "77.01"
        try site.put(
            ExportBuilder("HUMBOLDTBURSAR", job: 1, first.fees + [other]),
            at: "humboldt"
        )
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == ["read": 4, "written": 2, "held": 2])
        #expect(try run.campus("humboldt").isBalanced)
        #expect(
            try site.outbox(of: "humboldt") == [debitsName: debits(Array(first.fees.dropFirst()))]
        )
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["changed": 2])
    }

    @Test func `five fees that share an id are all held, and the rest is written`() throws {
        let shared = (1...5).map { number in
            ExportBuilder.Fee("900000009", "OVERDUEFINE", "\(number).5", id: "4711")
        }
        try site.put(
            ExportBuilder("HUMBOLDTBURSAR", job: 1, first.fees + shared),
            at: "humboldt"
        )
        let run = try site.run()
        #expect(run.exit == 1)
        let campus = try run.campus("humboldt")
        #expect(campus.counts == ["read": 8, "written": 3, "held": 5])
        #expect(campus.isBalanced && campus.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
        let second = try site.run()
        #expect(second.exit == 1)
        #expect(try second.campus("humboldt").counts == [:])
    }

    @Test func `a transaction id in two exports of one run is written once`() throws {
        try site.put(first, at: "humboldt")
        try site.put(first.again(job: 2), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 6, "written": 3, "duplicate": 3])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits(first.fees)])
    }

    @Test func `B53: one transaction id at two campuses is written at both`() throws {
        try site.onboard(CampusDeclaration.pair)
        try site.put(first, at: "humboldt")
        try site.put(ExportBuilder("SONOMABURSAR", job: 1, first.fees), at: "sonoma")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.json["totals"].counts == ["read": 6, "written": 6])
        #expect(try site.outbox(of: "humboldt") == site.outbox(of: "sonoma"))
    }

    @Test func `B55: ids that differ in case or a leading zero are different charges`() throws {
        let fees = ["INST7", "inst7", "07", "7"].enumerated().map { number, id in
            ExportBuilder.Fee("90000000\(number)", "OVERDUEFINE", "5.01", id: id)
        }
        try site.put(ExportBuilder("HUMBOLDTBURSAR", job: 1, fees), at: "humboldt")
        #expect(try site.run().campus("humboldt").counts == ["read": 4, "written": 4])
    }
}
