import TestSupport
import Testing

/// Forms of XML that mean the same: converted as the plain form is, by a run that exits 0.
@Suite struct AcceptedFormTests {
    private let evening: BadEvening

    init() throws { evening = try BadEvening.shared.get() }

    private func expectConverted(_ row: String) throws {
        let forms = AcceptedForm.all.filter { $0.row == row }
        #expect(!forms.isEmpty)
        let part = try #require(evening.parts["sonoma"])
        let written = try #require(evening.outboxes["sonoma"]?[debitsName])
        for form in forms {
            #expect(part.exportVerdicts[form.plain.fileName] == "converted", "\(row)")
            #expect(written.contains(debits(form.fees)), "\(row)")
        }
    }

    @Test func `G2 every form's fees are written once, and nothing else`() throws {
        #expect(evening.exits.first == 0)
        let written = try #require(evening.outboxes["sonoma"])
        #expect(written == [debitsName: debits(AcceptedForm.all.flatMap(\.fees))])
        #expect(evening.parts["sonoma"]?["outcome"] == "ok")
    }

    @Test func `B03 an export of no fees writes nothing and is converted`() {
        let name = ExportBuilder("SONOMABURSAR", job: 3, []).fileName
        #expect(evening.parts["sonoma"]?.exportVerdicts[name] == "converted")
    }

    @Test func `B04 an export that lacks its last line's end is converted`() throws {
        try expectConverted("B04")
    }

    @Test func `B19 an inclusion beside the fields is passed over`() throws {
        try expectConverted("B19")
    }

    @Test func `B26 thousands of comments and instructions change nothing`() throws {
        try expectConverted("B26")
    }

    @Test func `B27 instructions to other programs change nothing`() throws {
        try expectConverted("B27")
    }

    @Test func `B28 CDATA around an id and a sum changes nothing`() throws {
        try expectConverted("B28")
    }

    @Test func `B29 a comment inside a number does not cut it`() throws {
        try expectConverted("B29")
    }

    @Test func `B30 an unknown attribute is ignored`() throws { try expectConverted("B30") }

    @Test func `B40 a UTF-8 mark changes nothing`() throws { try expectConverted("B40") }

    @Test func `B43 Windows line ends and a missing declaration change nothing`() throws {
        try expectConverted("B43")
    }

    @Test func `B44 another prefix, and none, change nothing`() throws {
        try expectConverted("B44")
    }

    @Test func `B45 blocks swapped, merged or three change nothing`() throws {
        try expectConverted("B45")
    }

    @Test func `B72 nil wherever it is allowed changes nothing`() throws {
        try expectConverted("B72")
    }

    @Test func `B73 unknown elements and both spellings of the call number change nothing`() throws
    {
        try expectConverted("B73")
        for form in AcceptedForm.all where form.row == "B73" {
            let shown = evening.parts["sonoma"]?["exports"]["file", form.plain.fileName]["message"]
            #expect(shown?.string?.contains("unknown and were passed over") == true)
        }
    }

    @Test func `B74 elements in another order change nothing`() throws {
        try expectConverted("B74")
    }
}
