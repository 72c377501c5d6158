import TestSupport
import Testing

/// Fees without a transaction id, as one campus's exports have them.
@Suite struct DerivedChargeTests {
    private let site: HubSite
    private let equal = ExportBuilder.Fee("900000001", "OVERDUEFINE", "1.01")
    private let other = ExportBuilder.Fee("900000002", "OVERDUEFINE", "2.01")

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    private func export(_ job: Int, _ fees: [ExportBuilder.Fee]) -> ExportBuilder {
        ExportBuilder("HUMBOLDTBURSAR", job: job, fees)
    }

    @Test func `B54: two equal fees without an id in one export are two charges`() throws {
        try site.put(export(1, [equal, other, equal]), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["read": 3, "written": 3])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits([equal, other, equal])])
        #expect(try site.ledger.derivedCharges == 3)
    }

    @Test(arguments: [nil, "", "  "] as [String?])
    func `an id that is missing, empty or blank is none`(_ id: String?) throws {
        try site.put(export(1, [equal.with(\.transactionID, id)]), at: "humboldt")
        #expect(try site.run().exit == 0)
        #expect(try site.ledger.derivedCharges == 1)
    }

    @Test func `the same again in another export is held as suspected_duplicate`() throws {
        try site.put(export(1, [equal, other, equal]), at: "humboldt")
        try site.run()
        try site.collect(from: "humboldt")
        let new = ExportBuilder.Fee("900000003", "OVERDUEFINE", "3.01")
        try site.put(export(2, [equal, new, equal, equal]), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        // A third equal fee has a key that no earlier export had.
        #expect(part.counts == ["read": 4, "written": 2, "held": 2])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits([new, equal])])
        #expect(
            try site.command(["held", "--json"]).json.heldReasons == ["suspected_duplicate": 2]
        )
    }

    @Test func `a fee that comes with an id after it came without one is suspected too`() throws {
        try site.put(export(1, [equal, other]), at: "humboldt")
        try site.run()
        try site.collect(from: "humboldt")
        let new = ExportBuilder.Fee("900000003", "OVERDUEFINE", "3.01", id: "3")
        try site.put(export(2, [equal.with(\.transactionID, "1"), new]), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == ["read": 2, "written": 1, "held": 1])
        #expect(try site.outbox(of: "humboldt") == [debitsName: debits([new])])
        #expect(
            try site.command(["held", "--json"]).json.heldReasons == ["suspected_duplicate": 1]
        )
    }
}
