import AlmaExport
import BursarModel
import Testing

@Suite struct FieldTextTests {
    private func text(
        _ field: FeeField,
        of part: String,
        replacedBy other: String
    ) throws -> String {
        try ReadExport(Alma.export(part, replacedBy: other)).fees[0][field]
    }

    @Test func `B28: CDATA is text like any other`() throws {
        #expect(try text(.sum, of: "12.5", replacedBy: "<![CDATA[12.5]]>") == "12.5")
        #expect(try text(.sum, of: "12.5", replacedBy: "1<![CDATA[2.]]>5") == "12.5")
        #expect(
            try text(.itemTitle, of: "Tide", replacedBy: "<![CDATA[<b>&amp;]] é]]>")
                == "<b>&amp;]] é pools & reefs /"
        )
        let long = String(repeating: "é€", count: 400)
        #expect(try text(.sum, of: "12.5", replacedBy: "<![CDATA[\(long)]]>") == long)
    }

    @Test func `B29: a comment inside a number does not cut it`() throws {
        #expect(try text(.sum, of: "12.5", replacedBy: "1<!-- -->2.00") == "12.00")
        #expect(try text(.sum, of: "12.5", replacedBy: "1<?x 9?>2.00") == "12.00")
    }

    @Test func `B29: references are characters`() throws {
        #expect(try text(.sum, of: "12.5", replacedBy: "1&#50;&#x2E;00") == "12.00")
        #expect(
            try text(.itemTitle, of: "Tide", replacedBy: "&lt;&gt;&quot;&apos;&amp;")
                == "<>\"'& pools & reefs /"
        )
    }

    @Test(arguments: [
        "\u{9B}31m", "a\u{202E}b", "a\u{200B}b", "a\u{FEFF}b", "\u{85}", "日本 😀 é\u{301}",
    ])
    func `B33, B34, B69: a character that XML allows stays what it is`(odd: String) throws {
        #expect(try text(.itemTitle, of: "Tide", replacedBy: odd) == "\(odd) pools & reefs /")
        #expect(try text(.userValue, of: "Tide", replacedBy: odd) == "900000001")
        let escaped = odd.unicodeScalars.map { "&#\($0.value);" }.joined()
        #expect(try text(.barcode, of: "31234000000001", replacedBy: escaped) == odd)
    }

    @Test func `B66, B67: white space in texts for people is folded`() throws {
        for (written, folded) in [
            ("  A\n\t\tlong   title\r\n", "A long title"), ("\t=1+1\r", "=1+1"), ("a", "a"),
            ("a b c", "a b c"), (" a  b", "a b"), ("a  ", "a"), ("a ", "a"),
            ("a &#9;&#10; b", "a b"),
            ("a\u{A0} \u{A0}b", "a\u{A0} \u{A0}b"), (" ", ""), ("a \n", "a"), ("a\nb", "a b"),
        ] {
            for (field, part) in [
                (FeeField.itemTitle, "Tide pools &amp; reefs /"), (.comment, "seen at desk"),
                (.callNumber, "QH541 .T5"), (.itemLibrary, "Main Library"),
                (.itemLocation, "Stacks"), (.itemInternalLocation, "Stacks 2"),
            ] {
                let export = Alma.export(">\(part)<", replacedBy: ">\(written)<")
                #expect(try ReadExport(export).fees[0][field] == folded, "\(field)")
            }
        }
        let named = Alma.export(fees: [Alma.fee]).replacing("Heron, Maya", with: " Heron,\n Maya ")
        #expect(try ReadExport(named).fees[0][.patronName] == "Heron, Maya")
    }

    @Test func `B56, B57: a sum is read as it stands, but for its ends`() throws {
        for sum in [
            "5", "5.0", "5.00", "0005.00", "5.000", "+5.00", "5.", ".5", "5.005", "1e3", "0x10",
            "NaN", "1,234.50", "1.234,50", "$5", "５", "٥", "5 .00", "5\n00", "--5", "-0.00",
            "92233720368547758.08", "9999999999",
        ] {
            #expect(try text(.sum, of: "12.5", replacedBy: sum) == sum)
            #expect(try text(.sum, of: "12.5", replacedBy: " \n\(sum)\t ") == sum)
        }
        #expect(try text(.sum, of: "12.5", replacedBy: "") == "")
    }

    @Test(arguments: [
        (FeeField.feeType, "OVERDUEFINE"), (.libraryCode, "MAIN"),
        (.libraryID, "1616860700009101"),
        (.transactionDate, "11/12/2026 15:22:06"), (.barcode, "31234000000001"),
        (.currency, "USD"), (.transactionID, "1000000010009101"), (.ownerInstitution, "9101"),
    ])
    func `white space inside ids, types, codes and dates is part of them`(
        field: FeeField,
        part: String
    ) throws {
        let inner = "\(part.prefix(2))\n \t\(part.dropFirst(2))"
        let export = Alma.export(">\(part)<", replacedBy: ">\n \(inner)\t<")
        #expect(try ReadExport(export).fees[0][field] == inner)
    }

    @Test(arguments: ["INST00019145", "'\"%\\; drop table charge;--", "007", "A7", "a7", "7\u{A0}"])
    func `B54, B55: a transaction id is kept verbatim`(id: String) throws {
        let export = try text(.transactionID, of: "1000000010009101", replacedBy: id)
        #expect(export.utf8.elementsEqual(id.utf8))
    }

    @Test func `B54: a transaction id that is absent, empty or blank is no text`() throws {
        let element = "<xb:bursarTransactionId>1000000010009101</xb:bursarTransactionId>"
        let blank = "<xb:bursarTransactionId> </xb:bursarTransactionId>"
        for other in ["", "<xb:bursarTransactionId/>", blank] {
            #expect(try text(.transactionID, of: element, replacedBy: other) == "")
        }
    }

    @Test func `B54: a transaction id of 10 KB is marked`() throws {
        let id = String(repeating: "7", count: 10_000)
        let fees = try ReadExport(
            Alma.export(fees: [Alma.fee.replacing("1000000010009101", with: id), Alma.fee])
        ).fees
        #expect(fees.map(\.overlong) == [FeeFieldSet([.transactionID]), FeeFieldSet()])
    }

    @Test func `B64, B65: a user's value is kept verbatim, leading zeros and all`() throws {
        for value in ["09876", "000000000", "../../etc/passwd", "=HYPERLINK(1)", "12 34"] {
            let export = Alma.export(fees: [Alma.fee]).replacing("900000001", with: value)
            #expect(try ReadExport(export).fees[0][.userValue] == value)
        }
    }

    @Test func `B70, B71: a type of 300 characters and an odd date are left to the judge`() throws {
        let type = String(repeating: "T", count: 300)
        #expect(try text(.feeType, of: "OVERDUEFINE", replacedBy: type) == type)
        for date in ["02/29/2026", "13/01/2026 00:00:00", "2026-02-03", "11/12/2026 15:22:06 IST"] {
            #expect(
                try text(.transactionDate, of: "11/12/2026 15:22:06", replacedBy: date) == date
            )
        }
    }

    @Test func `a borrower's overlong name marks all the borrower's fees`() throws {
        let name = String(repeating: "n", count: 5000)
        let long = Alma.borrower(fees: [Alma.fee, Alma.fee]).replacing("Heron, Maya", with: name)
        let export = Alma.export(borrowers: long + Alma.borrower(fees: [Alma.fee]))
        let marks = try ReadExport(export).fees.map(\.overlong)
        #expect(marks == [FeeFieldSet([.patronName]), FeeFieldSet([.patronName]), FeeFieldSet()])
    }

    @Test func `a social security number in a comment or a title is a warning`() throws {
        let fees = [
            "ssn 123-45-6789", "123-45-6789", "1123-45-6789", "123-45-67890", "123-456-789",
            "tel 555-12-34", "a 123-45-678",
        ].map { Alma.fee.replacing("seen at desk", with: $0).replacing("Tide", with: "x") }
        let title = Alma.fee.replacing("Tide", with: "(987-65-4321)")
        let header = try ReadExport(Alma.export(fees: fees + [title])).header
        #expect(header.warnings == [.socialSecurityNumbers(3)])
    }
}
