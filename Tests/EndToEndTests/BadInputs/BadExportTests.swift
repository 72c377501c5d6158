import TestSupport
import Testing

/// Bad exports, put beside a good one of another campus: held, each for its reason.
@Suite struct BadExportTests {
    private let evening: BadEvening

    init() throws { evening = try BadEvening.shared.get() }

    private func expectHeld(_ row: String, _ reasons: String...) {
        let places = BadExport.all.indices.filter { BadExport.all[$0].row == row }
        #expect(!places.isEmpty)
        #expect(Set(places.map { BadExport.all[$0].reason }) == Set(reasons))
        for place in places {
            let verdict = evening.verdicts[BadEvening.name(of: place)]
            #expect(verdict == "held \(BadExport.all[place].reason)", "\(row), file \(place)")
        }
    }

    @Test func `G5 bad exports and odd fees leave another campus's outputs byte-equal`() {
        #expect(evening.exits == [0, 1])
        #expect(evening.parts["pomona"]?["outcome"] == "ok")
        #expect(evening.outboxes["pomona"] == evening.undisturbed)
        #expect(evening.undisturbed == [debitsName: debits(BadEvening.witness.fees)])
    }

    @Test func `G2 of exports that are held nothing is booked and nothing is written`() {
        #expect(evening.outboxes["humboldt"] == [:])
        #expect(evening.parts["humboldt"]?.counts == [:])
        #expect(evening.verdicts.count == BadExport.all.count)
        for part in evening.parts.values { #expect(part.isBalanced && part.outputsHoldTheBooks) }
    }

    @Test func `G7 a run with something held exits 1, and one without exits 0`() {
        #expect(evening.exits == [0, 1])
        #expect(evening.parts["humboldt"]?["outcome"] == "attention")
        #expect(evening.parts["chico"]?["outcome"] == "attention")
        #expect(evening.parts["sonoma"]?["outcome"] == "ok")
    }

    @Test func `G9 all bad inputs together fit 256 MiB and a minute of processor`() {
        // The runs were made under these limits: one that meets them is killed.
        #expect(evening.exits.allSatisfy { $0 != nil })
        #expect(!evening.messages.contains("memory"))
    }

    @Test func `B01 no bytes are held as empty_file`() { expectHeld("B01", "empty_file") }

    @Test func `B02 only white space is held as not_well_formed`() {
        expectHeld("B02", "not_well_formed")
    }

    @Test func `B05 an export cut inside a character is held as not_well_formed`() {
        expectHeld("B05", "not_well_formed")
    }

    @Test func `B06 two documents in a file are held as not_well_formed`() {
        expectHeld("B06", "not_well_formed")
    }

    @Test func `B07 garbage behind the root is held as not_well_formed`() {
        expectHeld("B07", "not_well_formed")
    }

    @Test func `B08 a well-formed page of HTML is held as wrong_root`() {
        expectHeld("B08", "wrong_root")
    }

    @Test func `B09 SOAP, JSON, CSV, PDF and ZIP are held as what they are`() {
        expectHeld("B09", "wrong_root", "not_well_formed", "compressed")
    }

    @Test func `B10 a compressed export is held as compressed`() {
        expectHeld("B10", "compressed")
    }

    @Test func `B12 a billion laughs are held as doctype`() { expectHeld("B12", "doctype") }

    @Test func `B13 a large entity used many times is held as doctype`() {
        expectHeld("B13", "doctype")
    }

    @Test func `B14 an entity in an attribute is held as doctype`() {
        expectHeld("B14", "doctype")
    }

    @Test func `B18 an undeclared entity in a sum never reads as the sum around it`() {
        expectHeld("B18", "doctype")
    }

    @Test func `B19 an inclusion inside a sum is held as unexpected_element`() {
        expectHeld("B19", "unexpected_element")
    }

    @Test func `B20 entities in a circle are held as doctype`() { expectHeld("B20", "doctype") }

    @Test func `B21 elements nested too deep are held as too_deep`() {
        expectHeld("B21", "too_deep")
    }

    @Test func `B22 a text of more than a megabyte holds its export`() {
        expectHeld("B22", "field_too_long")
    }

    @Test func `B23 an element name of 60 KB is held as tag_too_long`() {
        expectHeld("B23", "tag_too_long")
    }

    @Test func `B24 attributes without end are held as tag_too_long`() {
        expectHeld("B24", "tag_too_long")
    }

    @Test func `B25 a start tag that is never closed is held as tag_too_long`() {
        expectHeld("B25", "tag_too_long")
    }

    @Test func `B30 an attribute that stands twice is held as not_well_formed`() {
        expectHeld("B30", "not_well_formed")
    }

    @Test func `B31 a zero byte is held as not_well_formed`() {
        expectHeld("B31", "not_well_formed")
    }

    @Test func `B32 a raw escape, and a reference to one, are held as not_well_formed`() {
        expectHeld("B32", "not_well_formed")
    }

    @Test func `B34 a character that is none is held as not_well_formed`() {
        expectHeld("B34", "not_well_formed")
    }

    @Test func `B35 a Latin-1 byte under a UTF-8 label is held as not_well_formed`() {
        expectHeld("B35", "not_well_formed")
    }

    @Test func `B36 an overlong form and half a surrogate are held as not_well_formed`() {
        expectHeld("B36", "not_well_formed")
    }

    @Test func `B37 Latin-1, rightly labelled, is held as encoding`() {
        expectHeld("B37", "encoding")
    }

    @Test func `B38 UTF-16, and the label of it, are held as encoding`() {
        expectHeld("B38", "encoding")
    }

    @Test func `B39 UTF-7, EBCDIC and an unknown label are held as encoding`() {
        expectHeld("B39", "encoding")
    }

    @Test func `B41 white space before the declaration is held as not_well_formed`() {
        expectHeld("B41", "not_well_formed")
    }

    @Test func `B42 XML 1 point 1 and 2 point 0 are held as not_well_formed`() {
        expectHeld("B42", "not_well_formed")
    }

    @Test func `B44 another namespace, and none, are held as wrong_root`() {
        expectHeld("B44", "wrong_root")
    }

    @Test func `B46 no export number, an empty one and two different ones are told apart`() {
        expectHeld("B46", "no_export_number", "two_export_numbers")
    }

    @Test func `B47 an export number of another institution is held as wrong_campus`() {
        expectHeld("B47", "wrong_campus")
    }

    @Test func `B68 a title that would write to the clipboard is held with its export`() {
        expectHeld("B68", "not_well_formed")
    }

    @Test func `B73 unknown names without end are held as unexpected_element`() {
        expectHeld("B73", "unexpected_element")
    }
}
