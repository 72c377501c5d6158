import Digests
import TestSupport
import Testing

/// One fee from the line of Alma's file to the line of PeopleSoft's, and back.
@Suite struct TraceTests {
    private let site: HubSite
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard([CampusDeclaration("humboldt")])
    }

    private func fees(_ id: String, at campus: String = "humboldt") throws -> [JSON] {
        let traced = try site.command(["trace", campus, id, "--json"])
        return try traced.json["fees"].items
    }

    /// The line of a text that a number from 1 names.
    private func line(_ number: JSON, of text: String?) -> Substring? {
        let lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        return number.integer.flatMap { Int($0) <= lines.count ? lines[Int($0) - 1] : nil }
    }

    @Test func `a fee is followed to the bytes of both files, by either of its ids`() throws {
        try site.put(export, at: "humboldt")
        try site.run()
        let fee = try #require(try fees("1002").first)
        #expect(fee["charge"] == "humboldt-x1.2")
        #expect(fee["campus"] == "humboldt")
        #expect(fee["transaction_id"] == "1002")
        #expect(fee["student_id"] == "900000002")
        #expect(fee["fee_type"] == "OVERDUEFINE")
        #expect(fee["amount_cents"] == 201)
        #expect(fee["date"] == "2026-11-16")
        #expect(fee["bucket"] == "written")
        #expect(fee["reason"] == .null)
        let read = fee["export"]
        #expect(read["file"] == .text(export.fileName))
        #expect(read["sha256"] == .text(SHA256Digest.hex(of: export.xml)))
        #expect(read["export_number"] == .text(export.exportNumber ?? ""))
        #expect(read["ordinal"] == 2)
        // From the line on which the fee begins.
        #expect(line(read["line"], of: export.xml)?.contains("<xb:userFineFee>") == true)
        let written = fee["output"]
        let bytes = try site.outbox(of: "humboldt")[debitsName]
        #expect(written["id"] == "humboldt-1")
        #expect(written["name"] == .text(debitsName))
        #expect(written["sha256"] == .text(SHA256Digest.hex(of: bytes ?? "")))
        #expect(written["record"] == 2)
        #expect(written["state"] == "published")
        #expect(line(written["line"], of: bytes)?.hasPrefix("900000002,") == true)
        #expect(try fees("humboldt-x1.2") == [fee])
        #expect(try fees("btx:1002") == [fee])
    }

    @Test func `what the hub does not know is said, and ends with 1`() throws {
        try site.put(export, at: "humboldt")
        try site.run()
        for id in ["9999", "humboldt-x1.4", "humboldt-x9.1", "humboldt-f1", "sonoma-x1.1", "btx:"] {
            let unknown = try site.command(["trace", "humboldt", id, "--json"])
            #expect(unknown.exit == 1)
            #expect(try unknown.json["fees"].items == [])
        }
        #expect(try site.command(["trace", "humboldt", "1"]).output.contains("no such fee"))
        #expect(try site.command(["trace", "humbolt", "1"]).exit == 64)
        #expect(try site.command(["trace", "humboldt"]).exit == 64)
        #expect(try site.command(["trace", "humboldt", "900000001", "--student"]).exit == 64)
    }

    @Test func `fees of a grouped and sorted output are found on its own lines`() throws {
        let site = try HubSite()
        try site.onboard([ArrangedFormat.campus], formats: ["billing": ArrangedFormat.yaml])
        try site.put(export, at: "humboldt")
        try site.run()
        let outbox = try site.outbox(of: "humboldt")
        for (index, fee) in export.fees.enumerated() {
            let traced = try site.command([
                "trace", "humboldt", "humboldt-x1.\(index + 1)", "--json",
            ])
            let output = try traced.json["fees"][0]["output"]
            let text = output["name"].string.flatMap { outbox[$0] }
            #expect(line(output["line"], of: text)?.contains(fee.user) == true, "\(traced.output)")
        }
    }

    @Test func `a fee that was held and released tells both, and where it went`() throws {
        var odd = export
        odd.fees[1].type = "LOCKERKEY"
        try site.put(odd, at: "humboldt")
        try site.run()
        let waiting = try #require(try fees("1002").first)
        #expect(waiting["bucket"] == "held")
        #expect(waiting["reason"] == "no_item_type")
        #expect(waiting["output"] == .null)
        #expect(try fees("humboldt-f1") == [waiting])
        let campus = CampusDeclaration("humboldt")
        var types = campus.itemTypes
        types["LOCKERKEY"] = "300000007777"
        try site.onboard([campus.with(\.itemTypes, types)])
        try site.collect(from: "humboldt")
        try site.run()
        let fee = try #require(try fees("1002").first)
        #expect(fee["bucket"] == "written")
        #expect(fee["held"].items.map { $0["state"] } == ["released"])
        #expect(fee["held"][0]["settled_by"].string?.isEmpty == false)
        #expect(fee["output"]["id"] == "humboldt-2")
        #expect(fee["judged"][0]["bucket"] == "held")
        let text = try site.command(["trace", "humboldt", "1002"]).output
        #expect(text.contains("no_item_type as humboldt-f1"))
        #expect(text.contains("released into humboldt-2"))
    }

    @Test func `a duplicate is told with the fee that it repeats`() throws {
        try site.put(export, at: "humboldt")
        try site.run()
        try site.put(export.again(job: 2), at: "humboldt")
        try site.run()
        let fee = try #require(try fees("1001").first)
        #expect(fee["duplicates"].items.map { $0["id"] } == ["humboldt-x2"])
        #expect(fee["duplicates"][0]["ordinal"] == 1)
        #expect(try fees("humboldt-x2.1") == [fee])
    }

    @Test func `a fee whose output was taken back tells both outputs in their order`() throws {
        let site = try HubSite()
        #expect(try site.onboardReplacing().exit == 0)
        try site.put(export, at: "humboldt")
        try site.run()
        try site.put(.fines("HUMBOLDTBURSAR", job: 2), at: "humboldt")
        try site.run()
        let fee = try site.command(["trace", "humboldt", "1003", "--json"]).json["fees"][0]
        #expect(fee["outputs"].items.map { $0["state"] } == ["void", "published"])
        #expect(fee["outputs"][0]["voided_by"].string?.isEmpty == false)
        #expect(fee["output"]["id"] == "humboldt-2")
        #expect(fee["held"][0]["reason"] == "output_void")
        #expect(fee["held"][0]["from_output"] == "humboldt-1")
    }

    @Test func `a fee of a baseline tells on whose word it is not sent`() throws {
        try site.makeFolder("old")
        let path = try site.scratch.write(export.xml, to: "old/\(export.fileName)")
        try site.command(["baseline", "humboldt", path, "--reason", "sent before"])
        let fee = try #require(try fees("1001").first)
        #expect(fee["bucket"] == "skipped")
        #expect(fee["reason"] == "before_start")
        #expect(fee["export"]["baseline"] == 1)
        #expect(fee["outputs"].items == [])
    }

    @Test func `a purged fee is still followed, without telling whose it was`() throws {
        try site.put(export, at: "humboldt")
        try site.run()
        try site.collect(from: "humboldt")
        let before = try #require(try fees("1002").first)
        try site.age(byYears: 2)
        try site.administratorsCommand(["purge", "humboldt", "--yes"])
        for id in ["1002", "humboldt-x1.2"] {
            let fee = try #require(try fees(id).first)
            #expect(fee["charge"] == "humboldt-x1.2")
            #expect(fee["transaction_id"] == .null)
            #expect(fee["student_id"] == .null)
            #expect(fee["amount_cents"] == before["amount_cents"])
            #expect(fee["export"]["sha256"] == before["export"]["sha256"])
            #expect(fee["export"]["purged_at"].string != nil)
            #expect(fee["output"]["line"] == before["output"]["line"])
            #expect(fee["output"]["purged_at"].string != nil)
        }
        #expect(try site.command(["trace", "humboldt", "1002"]).output.contains("purged"))
    }
}
