import TestSupport
import Testing

/// `baseline`: exports that the campus's earlier way has sent are known, and never sent again.
@Suite struct BaselineTests {
    private let site: HubSite
    private let old = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    @discardableResult
    private func baseline(
        _ paths: String...,
        reason: String = "sent by the old script"
    ) throws -> HubProcess.Outcome {
        try site.command(["baseline", "humboldt"] + paths + ["--reason", reason, "--json"])
    }

    private func write(_ export: ExportBuilder) throws -> String {
        try site.makeFolder("old")
        return try site.scratch.write(export.xml, to: "old/\(export.fileName)")
    }

    @Test func `its fees are skipped, and come as duplicates from then on`() throws {
        let booked = try baseline(try write(old))
        #expect(booked.exit == 0)
        let result = try booked.json
        #expect(result["campus"] == "humboldt")
        #expect(result["baseline"] == 1)
        #expect(result["reason"] == "sent by the old script")
        #expect(result["by"].string?.isEmpty == false)
        #expect(result["exports"][0]["state"] == "booked")
        #expect(result["exports"][0].counts == ["read": 3, "skipped": 3])
        #expect(result["totals"].counts == ["read": 3, "skipped": 3])
        #expect(result["totals"]["skipped"]["charge_cents"] == 603)
        #expect(result["totals"].isBalanced)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.ledger.outputs == 0)
        #expect(try site.names(in: "archive/humboldt").count == 1)

        // The same bytes; then its fees with a new one, in another export.
        try site.put(old, at: "humboldt")
        let again = try site.run()
        #expect(again.exit == 0)
        #expect(try again.campus("humboldt").counts == ["read": 3, "duplicate": 3])
        #expect(try site.inbox(of: "humboldt") == [])
        var later = old.again(job: 2)
        later.fees += ExportBuilder.fines(1, from: 7000)
        try site.put(later, at: "humboldt")
        let run = try site.run()
        #expect(run.exit == 0)
        #expect(
            try run.campus("humboldt").counts == ["read": 4, "written": 1, "duplicate": 3]
        )
        #expect(
            try site.outbox(of: "humboldt")
                == [debitsName: debits(ExportBuilder.fines(1, from: 7000))]
        )
        #expect(try site.misplacedFees() == 0)
        #expect(try site.unbalancedRows() == 0)
    }

    @Test func `a file that is booked already is told, and changes nothing`() throws {
        let path = try write(old)
        try baseline(path)
        let before = try site.ledger
        for _ in 1...2 {
            let again = try baseline(path, path)
            #expect(again.exit == 0)
            #expect(try again.json["exports"].items.map { $0["state"] } == ["known", "known"])
            #expect(try again.json["baseline"] == .null)
            #expect(try site.ledger == before)
        }
    }

    @Test func `a campus on trial is cut over before it goes live`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.state, "trial")])
        #expect(try baseline(try write(old)).exit == 0)
        try site.onboard([CampusDeclaration("humboldt")])
        try site.put(old, at: "humboldt")
        #expect(try site.run().campus("humboldt").counts == ["read": 3, "duplicate": 3])
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `however much is held, an amount that is none is held and the rest is booked`()
        throws
    {
        let limits = "limits: {held_share: 0, held_at_least: 0}"
        try site.onboard([CampusDeclaration("humboldt").with(\.more, limits)])
        var export = old
        export.fees[0].sum = "soon"
        // No item type, a bad date, a positive credit: sent by other ways all the same.
        export.fees[1].type = "LOCKERKEY"
        export.fees.append(.init("900000009", "CREDIT", "4", id: "41"))
        export.fees.append(
            ExportBuilder.Fee("900000009", "OVERDUEFINE", "5", id: "42").with(\.date, "never")
        )
        let booked = try baseline(try write(export))
        #expect(booked.exit == 1)
        #expect(try booked.json["totals"].counts == ["read": 5, "skipped": 4, "held": 1])
        #expect(try site.command(["held", "--json"]).json.heldReasons == ["amount_syntax": 1])
        // Nothing of a baseline is ever judged anew by itself.
        try site.onboard([CampusDeclaration("humboldt")])
        #expect(try site.run().campus("humboldt")["outputs"].items == [])
        #expect(try site.misplacedFees() == 0)
    }

    @Test func `several files are booked together, and one that is no export keeps none back`()
        throws
    {
        let good = try write(old)
        let cut = ExportBuilder.fines("HUMBOLDTBURSAR", job: 2)
        let broken = try site.scratch.write(cut.cut(after: 900), to: "old/\(cut.fileName)")
        let reused = try write(old.with(\.fees, ExportBuilder.fines(1, from: 50)).with(\.job, 3))
        let strange = try site.scratch.write(
            "<html/>",
            to: "old/HUMBOLDTBURSAR-9-1795000009000.xml"
        )
        let foreign = try write(ExportBuilder.fines("SONOMABURSAR", job: 4))
        let named = try site.scratch.write(old.xml, to: "old/export.xml")
        let booked = try baseline(
            good,
            broken,
            reused,
            strange,
            foreign,
            named,
            "/no/such/file.xml"
        )
        #expect(booked.exit == 1)
        let exports = try booked.json["exports"].items
        #expect(exports.map { $0["state"] } == ["booked"] + [JSON](repeating: "refused", count: 6))
        #expect(
            exports.map { $0["reason"] }
                == [.null, "not_well_formed", "export_reused", "wrong_root", .null, .null, .null]
        )
        for export in exports.dropFirst() {
            #expect(export["message"].string?.isEmpty == false)
            #expect(export["remedy"].string?.isEmpty == false)
        }
        for export in exports[4...5] {
            #expect(export["message"].string?.contains("HUMBOLDTBURSAR") == true)
        }
        #expect(try booked.json["totals"].counts == ["read": 3, "skipped": 3])
        #expect(try site.ledger.exports == 1)
        #expect(try site.ledger.heldFees == 0)
        // What was refused leaves nothing behind.
        #expect(try site.names(in: "archive/humboldt").count == 1)
        #expect(try site.run().exit == 0)
    }

    @Test func `of two files of one name the first is booked`() throws {
        let first = try write(old)
        try site.makeFolder("older")
        var other = old
        other.exportNumber = "10000990001234"
        let second = try site.scratch.write(other.xml, to: "older/\(old.fileName)")
        let booked = try baseline(first, second)
        #expect(booked.exit == 1)
        #expect(try booked.json["exports"].items.map { $0["reason"] } == [.null, "name_reused"])
        #expect(try site.ledger.exports == 1)
        #expect(try site.ledger.charges == 3)
    }

    @Test func `an export of another institution is refused`() throws {
        try site.onboard([CampusDeclaration("humboldt").with(\.institutionNumber, "4321")])
        let refused = try baseline(try write(old))
        #expect(refused.exit == 1)
        #expect(try refused.json["exports"][0]["reason"] == "wrong_campus")
        #expect(try site.ledger.exports == 0)
    }

    @Test func `a held export counts as sent once somebody says so`() throws {
        let limits = "limits: {held_share: 0, held_at_least: 0}"
        try site.onboard([CampusDeclaration("humboldt").with(\.more, limits)])
        var export = old
        export.fees[0].type = "LOCKERKEY"
        try site.put(export, at: "humboldt")
        #expect(
            try site.run().campus("humboldt").exportVerdicts.values.first?.hasPrefix("held") == true
        )
        let booked = try baseline(try write(export))
        #expect(booked.exit == 0)
        #expect(try booked.json["totals"].counts == ["read": 3, "skipped": 3])
        #expect(try site.ledger.exports == 1)
        #expect(try site.run().exit == 0)
        #expect(try site.outbox(of: "humboldt") == [:])
        #expect(try site.inbox(of: "humboldt") == [])
    }

    @Test func `fees without a transaction id are known too`() throws {
        var export = old
        for index in export.fees.indices { export.fees[index].transactionID = nil }
        #expect(try baseline(try write(export)).exit == 0)
        try site.put(export.again(job: 2), at: "humboldt")
        #expect(try site.run().exit == 1)
        #expect(
            try site.command(["held", "--json"]).json.heldReasons == ["suspected_duplicate": 3]
        )
        #expect(try site.outbox(of: "humboldt") == [:])
    }

    @Test func `it is recorded who said so and why, and told in words`() throws {
        let plain = try site.command([
            "baseline", "humboldt", try write(old), "--reason", "sent until 19 November",
        ])
        #expect(plain.exit == 0)
        #expect(plain.output.hasPrefix("3 fees, $6.03, of 1 export will never be sent\n"))
        #expect(plain.output.contains("sent until 19 November"))
        #expect(
            try site.columns(holding: ["sent until 19 November"])
                == ["ledger.audit.reason", "ledger.baseline.reason"]
        )
    }

    @Test func `while another hub works on the campus nothing is booked`() throws {
        let path = try write(old)
        let busy = try site.whileAnotherHubWorks(on: "humboldt") { try baseline(path) }
        #expect(busy.exit == 1)
        #expect(try busy.json["error"]["message"].string?.contains("another hub") == true)
        #expect(try site.ledger.exports == 0)
    }

    @Test(arguments: [
        ["baseline", "humboldt", "x.xml"], ["baseline", "humboldt", "x.xml", "--reason", " "],
        ["baseline", "humbolt", "x.xml", "--reason", "why"],
        ["baseline", "humboldt", "--reason", "why"],
    ])
    func `wrong use does nothing`(_ arguments: [String]) throws {
        #expect(try site.command(arguments).exit == 64)
        #expect(try site.ledger.exports == 0)
    }
}
