import TestSupport
import Testing

/// A file of the archive, or of an outbox, that is gone or has other bytes.
@Suite struct ChangedFilesTests {
    private let site: HubSite
    private let export = ExportBuilder.fines("HUMBOLDTBURSAR", job: 1)

    init() throws {
        site = try HubSite()
        try site.onboard(CampusDeclaration.pair)
        try site.put(export, at: "humboldt")
        try site.put(.fines("SONOMABURSAR", job: 2), at: "sonoma")
        #expect(try site.run().exit == 0)
    }

    private func archived(_ ending: String) throws -> String {
        let name = try #require(
            try site.names(in: "archive/humboldt").first { $0.hasSuffix(ending) }
        )
        return "archive/humboldt/\(name)"
    }

    /// Flips the lowest bit of one byte.
    private func flipBit(in path: String, at offset: Int) throws {
        var bytes = Array(try site.scratch.text(of: "home/\(path)").utf8)
        bytes[offset] ^= 1
        try site.remove(path)
        _ = try site.scratch.write(bytes, to: "home/\(path)")
    }

    @Test func `F56 a bit flipped in an archived export is named, with what it proved`() throws {
        try flipBit(in: try archived(".xml"), at: 700)
        let verified = try site.verify()
        #expect(verified.exit == 1)
        #expect(verified.findings == ["export_changed humboldt-x1", "output_unproved humboldt-1"])
        #expect(verified.findingMessages.contains(export.fileName))
        #expect(try verified.json["sound"] == true)
        #expect(try verified.json["complete"] == false)
        #expect(try site.verify("sonoma").exit == 0)
    }

    @Test func `F56 a bit flipped in an archived output is named`() throws {
        try flipBit(in: try archived(".dat"), at: 12)
        let verified = try site.verify()
        #expect(verified.exit == 1)
        #expect(verified.findings == ["output_changed humboldt-1"])
        #expect(verified.findingMessages.contains(debitsName))
    }

    @Test func `F38 archived files that are gone are named`() throws {
        try site.remove(try archived(".xml"))
        try site.remove(try archived(".dat"))
        let verified = try site.verify()
        #expect(verified.exit == 1)
        #expect(
            verified.findings == [
                "export_missing humboldt-x1", "output_unproved humboldt-1",
                "output_missing humboldt-1",
            ]
        )
    }

    @Test func `G3 a file that was changed in the outbox is named, one that was collected is not`()
        throws
    {
        try flipBit(in: "outbox/humboldt/\(debitsName)", at: 3)
        let verified = try site.verify()
        #expect(verified.exit == 1)
        #expect(verified.findings == ["outbox_changed humboldt-1"])
        try site.collect(from: "humboldt")
        #expect(try site.verify().exit == 0)
    }
}
