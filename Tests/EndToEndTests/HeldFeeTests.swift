import TestSupport
import Testing

/// A fee that cannot go on waits, is shown, and joins the outputs of a later run.
@Suite struct HeldFeeTests {
    private let site: HubSite
    private let campus = CampusDeclaration("humboldt")
    private let code = "HUMBOLDTBURSAR"

    init() throws { site = try HubSite() }

    /// One good fee and one that this campus holds.
    private func export(_ held: ExportBuilder.Fee) -> ExportBuilder {
        ExportBuilder(
            code,
            job: 1,
            [.init("900000001", "OVERDUEFINE", "1.01", id: "1"), held]
        )
    }

    private func expectHeld(
        _ fee: ExportBuilder.Fee,
        _ reason: String,
        at campus: CampusDeclaration? = nil,
        formats: [String: String] = [:]
    ) throws {
        try site.onboard([campus ?? self.campus], formats: formats)
        try site.put(export(fee), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "attention")
        #expect(part["read"]["count"] == 2)
        #expect(part["written"]["count"] == 1)
        #expect(part["held"]["count"] == 1)
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        let held = try site.command(["held", "--json"]).json
        #expect(held.heldReasons == [reason: 1])
        #expect(try site.inbox(of: "humboldt") == [])
    }

    private let locker = ExportBuilder.Fee("900000002", "LOCKERKEY", "40", id: "2")

    @Test func `B70: a fee of an unknown type is held and shown`() throws {
        try expectHeld(locker, "no_item_type")
        let held = try site.command(["held", "humboldt", "--json"]).json["held"]
        #expect(held[0]["campus"] == "humboldt")
        #expect(held[0]["kind"] == "fee")
        #expect(held[0]["fee_type"] == "LOCKERKEY")
        #expect(held[0]["amount_cents"] == 4000)
        #expect(held[0]["transaction_id"] == "2")
        #expect(held[0]["ordinal"] == 2)
        #expect(held[0]["export"].string == export(locker).fileName)
        let id = try #require(held[0]["id"].string)
        let shown = try site.command(["held", "show", id])
        #expect(shown.exit == 0)
        #expect(shown.output.contains("LOCKERKEY"))
        let status = try site.command(["status", "--json"]).campus("humboldt")
        #expect(status["health"] == "attention")
        #expect(status["open"]["held_fees"] == 1)
    }

    @Test func `a held fee is skipped by the next run once a rule of the campus leaves it out`()
        throws
    {
        try expectHeld(locker, "no_item_type")
        let rule = "skip:\n  - {when: {fee.type: LOCKERKEY}, reason: paid at the desk}\n"
        try site.onboard([campus.with(\.more, rule)])
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try site.command(["held", "--json"]).json["held"].items.isEmpty)
        #expect(try site.books(ofExport: 1) == ["read": 2, "written": 1, "skipped": 1])
    }

    @Test func `a held fee joins the next run once the campus file knows its type`() throws {
        try expectHeld(locker, "no_item_type")
        try site.collect(from: "humboldt")
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        try site.onboard([campus.with(\.itemTypes, types)])
        let new = ExportBuilder.fines(code, job: 2, 2)
        try site.put(new, at: "humboldt")

        let run = try site.run()
        #expect(run.exit == 0)
        let part = try run.campus("humboldt")
        #expect(part["outcome"] == "ok")
        #expect(part.counts == ["read": 2, "written": 2, "released": 1])
        #expect(part["released"] == ["count": 1, "charge_cents": 4000, "credit_cents": 0])
        #expect(part.isBalanced && part.outputsHoldTheBooks)
        #expect(
            try site.outbox(of: "humboldt") == [
                debitsName: "900000002,300000007777,0040.00,11/16/2026\n" + debits(new.fees)
            ]
        )
        #expect(try site.command(["held", "--json"]).json["held"].items.isEmpty)
        #expect(try site.books(ofExport: 1) == ["read": 2, "written": 2])

        try site.collect(from: "humboldt")
        let third = try site.run()
        #expect(third.exit == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `a held fee is released by a run without any new export`() throws {
        try expectHeld(locker, "no_item_type")
        try site.collect(from: "humboldt")
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        try site.onboard([campus.with(\.itemTypes, types)])
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["released": 1])
        #expect(
            try site.outbox(of: "humboldt") == [
                debitsName: "900000002,300000007777,0040.00,11/16/2026\n"
            ]
        )
    }

    @Test func `a held fee that comes again is a duplicate and still waits once`() throws {
        try expectHeld(locker, "no_item_type")
        try site.collect(from: "humboldt")
        try site.put(export(locker).again(job: 2), at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == ["read": 2, "duplicate": 2])
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["no_item_type": 1])
    }

    @Test func `a new revision that does not cure a fee leaves it held`() throws {
        try expectHeld(locker, "no_item_type")
        try site.collect(from: "humboldt")
        var types = campus.itemTypes
        types["SERVICEFEE"] = "300000008888"
        try site.onboard([campus.with(\.itemTypes, types)])
        let run = try site.run()
        #expect(run.exit == 1)
        #expect(try run.campus("humboldt").counts == [:])
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["no_item_type": 1])
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `a fee whose date lies in no term waits for the term`() throws {
        let fee = ExportBuilder.Fee("900000002", "OVERDUEFINE", "7", id: "2")
            .with(\.date, "03/02/2026 09:00:00")
        let autumn = "{code: \"2267\", from: 2026-08-17, to: 2027-01-24}"
        let fixed = campus.with(\.format, "control")
        let formats = ["control": SampleFormats.control]
        try expectHeld(
            fee,
            "no_term",
            at: fixed.with(\.more, "terms: [\(autumn)]"),
            formats: formats
        )
        try site.collect(from: "humboldt")
        let spring = "{code: \"2263\", from: 2026-01-20, to: 2026-06-01}"
        try site.onboard([fixed.with(\.more, "terms: [\(spring), \(autumn)]")], formats: formats)
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(try run.campus("humboldt").counts == ["released": 1])
        #expect(
            try site.outbox(of: "humboldt") == [
                "humboldt-20261120-002.dat": """
                H000001        7.00
                D900000002  3000000069192263       7.002           \

                T0000010900000002

                """
            ]
        )
    }

    @Test func `B60: an amount above the campus's largest waits until the limit is raised`() throws
    {
        let fee = ExportBuilder.Fee("900000002", "OVERDUEFINE", "999.99", id: "2")
        try expectHeld(
            fee,
            "amount_too_large",
            at: campus.with(\.more, "limits: {largest_amount: 500.00}")
        )
        try site.collect(from: "humboldt")
        try site.onboard([campus.with(\.more, "limits: {largest_amount: 1000.00}")])
        #expect(try site.run().exit == 0)
        #expect(
            try site.outbox(of: "humboldt") == [
                debitsName: "900000002,300000006919,0999.99,11/16/2026\n"
            ]
        )
    }

    @Test(arguments: [
        ("B57: more than two decimals", "5.005", "amount_syntax"),
        ("B57: a thousands separator", "1,234.50", "amount_syntax"),
        ("B57: nothing", "", "no_amount"),
        ("B62: wider than the layout", "12345.5", "field_overflow"),
    ])
    func `a fee with a doubtful amount is held and the rest written`(
        _ name: String,
        _ sum: String,
        _ reason: String
    ) throws {
        let fee = ExportBuilder.Fee("900000002", "OVERDUEFINE", sum, id: "2")
        try expectHeld(
            fee,
            reason,
            at: campus.with(\.more, "limits: {largest_amount: 99999.00}")
        )
        #expect(
            try site.outbox(of: "humboldt") == [
                debitsName: "900000001,300000006919,0001.01,11/16/2026\n"
            ]
        )
    }

    private static let plain = ExportBuilder.Fee("900000002", "OVERDUEFINE", "3", id: "2")

    @Test(arguments: [
        ("wrong_currency", plain.with(\.currency, "EUR")),
        ("bad_date", plain.with(\.date, "13/01/2026 10:00:00")),
        ("bad_student_id", plain.with(\.user, "000000000")),
        ("credit_positive", plain.with(\.type, "CREDIT")),
    ])
    func `a fee with a doubtful field is held and the rest written`(
        _ reason: String,
        _ fee: ExportBuilder.Fee
    ) throws {
        try expectHeld(fee, reason)
    }
}
