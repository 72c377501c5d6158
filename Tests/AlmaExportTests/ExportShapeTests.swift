import AlmaExport
import BursarModel
import Testing

@Suite struct ExportShapeTests {
    @Test func `every field of a fee is read from where Alma writes it`() throws {
        let export = try ReadExport(Alma.export(fees: [Alma.fee]))
        #expect(
            export.fees.first?.texts == [
                .userType: "userName", .userValue: "900000001", .patronName: "Heron, Maya",
                .comment: "seen at desk", .feeType: "OVERDUEFINE", .ownerInstitution: "9101",
                .libraryID: "1616860700009101", .libraryCode: "MAIN",
                .transactionDate: "11/12/2026 15:22:06", .itemTitle: "Tide pools & reefs /",
                .callNumber: "QH541 .T5", .itemLibrary: "Main Library", .itemLocation: "Stacks",
                .itemInternalLocation: "Stacks 2", .barcode: "31234000000001", .currency: "USD",
                .sum: "12.5", .transactionID: "1000000010009101",
            ]
        )
        #expect(export.header.exportNumbers == ["1000000000009101"])
        #expect(export.header.institutionIDs == ["9101"])
        #expect(export.header.fees == 1)
        #expect(export.header.users == 1)
        #expect(export.header.unknownElements == 0)
        #expect(export.header.warnings.isEmpty)
    }

    @Test(arguments: [
        "", "<xb:userExportedFineFees/>", "<xb:userExportedFineFees></xb:userExportedFineFees>",
        "<xb:userExportedFineFees><xb:userExportedList/></xb:userExportedFineFees>",
    ])
    func `B03: an export without fees is read`(data: String) throws {
        let export = try ReadExport(Alma.root(Alma.numberBlock() + data))
        #expect(export.fees.isEmpty)
        #expect(export.header.exportNumbers == ["1000000000009101"])
    }

    @Test(arguments: [
        "<html><head><title>502</title></head><body><br/></body></html>",
        #"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>"#,
        "<xml-fragment/>", "<userExportedFineFees/>",
    ])
    func `B08, B09, B44: another root is refused`(text: String) throws {
        #expect(try refusal(of: text)?.reason == .wrongRoot)
        #expect(try refusal(of: Alma.declaration + text)?.reason == .wrongRoot)
    }

    @Test(arguments: ["{\"fees\": []}", "id,amount\n1,2\n", "%PDF-1.7\n", "fees"])
    func `B09: JSON, CSV and PDF are not well-formed`(text: String) throws {
        #expect(try refusal(of: text)?.reason == .notWellFormed)
    }

    @Test func `B44: another namespace is refused, another prefix or none is read`() throws {
        let plain = Alma.export(fees: [Alma.fee])
        let foreign = plain.replacing(Alma.namespace, with: Alma.namespace + "/2")
        #expect(try refusal(of: foreign)?.reason == .wrongRoot)
        let other = plain.replacing("xb:", with: "fees:").replacing("xmlns:xb", with: "xmlns:fees")
        #expect(try ReadExport(other) == ReadExport(plain))
        let none = plain.replacing("xmlns:xb", with: "xmlns").replacing("xb:", with: "")
        #expect(try ReadExport(none) == ReadExport(plain))
    }

    @Test func `an element of another namespace is not Alma's`() throws {
        let export = Alma.export("<xb:sum>12.5</xb:sum>", replacedBy: "<sum>12.5</sum>")
        let read = try ReadExport(export)
        #expect(read.fees[0][.sum] == "")
        #expect(read.header.unknownElements == 1)
        #expect(read.header.warnings == [.unknownElements(1)])
    }

    @Test func `the documented root is read too`() throws {
        let data = Alma.dataBlock(Alma.borrower(fees: [Alma.fee]))
            .replacing("<xb:userExportedFineFees>", with: "")
            .replacing("</xb:userExportedFineFees>", with: "")
        let export = """
            <xb:userExportedFineFees xmlns:xb="\(Alma.namespace)">\
            <xb:exportNumber>1000000000009101</xb:exportNumber>\(data)</xb:userExportedFineFees>
            """
        #expect(try ReadExport(export).fees.count == 1)
        #expect(try ReadExport(export).header.exportNumbers == ["1000000000009101"])
    }

    @Test func `B45: blocks swapped, merged or three are the same export`() throws {
        let borrower = Alma.borrower(fees: [Alma.fee])
        let (number, data) = (Alma.numberBlock(), Alma.dataBlock(borrower))
        let plain = try ReadExport(Alma.root(number + data + data))
        #expect(plain.fees.count == 2)
        let merged = Alma.block(
            "<xb:exportNumber>1000000000009101</xb:exportNumber>"
                + "<xb:userExportedList>\(borrower)</xb:userExportedList>"
                + "<xb:userExportedList>\(borrower)</xb:userExportedList>"
        )
        let repeated = Alma.root(data + number + number + data)
        for export in [Alma.root(data + data + number), Alma.root(merged), repeated] {
            #expect(try ReadExport(export) == plain)
        }
    }

    @Test func `B46, B47: the header tells of no export number, of one, of two`() throws {
        func numbers(_ blocks: String...) throws -> [String] {
            try ReadExport(Alma.root(blocks.joined())).header.exportNumbers
        }
        #expect(try numbers("") == [])
        #expect(try numbers(Alma.numberBlock("")) == [])
        #expect(try numbers(Alma.numberBlock(" \n ")) == [])
        #expect(try numbers(Alma.numberBlock("<!-- -->7")) == ["7"])
        #expect(try numbers(Alma.numberBlock(" 7\n"), Alma.numberBlock("7")) == ["7"])
        #expect(try numbers(Alma.numberBlock("7"), Alma.numberBlock("007")) == ["7", "007"])
        let many = (1...20).map { Alma.numberBlock("\($0)") }.joined()
        #expect(try numbers(many).count == 8)
    }

    @Test func `B47: institutions are told of once each, but for null`() throws {
        let other = Alma.fee.replacing(">9101<", with: "> 9102\n<")
        let none = Alma.fee.replacing(">9101<", with: ">null<")
        let export = try ReadExport(Alma.export(fees: [Alma.fee, other, none, Alma.fee]))
        #expect(export.header.institutionIDs == ["9101", "9102"])
        #expect(export.fees.map { $0[.ownerInstitution] } == ["9101", "9102", "", "9101"])
    }

    @Test func `null is nil in an institution's id and text everywhere else`() throws {
        let fee = try ReadExport(Alma.export("Stacks 2", replacedBy: "null")).fees[0]
        #expect(fee[.itemInternalLocation] == "null")
        #expect(fee[.userInstitution] == "")
    }

    @Test func `B72: null is read alike in all its ways`() throws {
        func export(_ way: (String) -> String) throws -> ReadExport {
            var fee = Alma.fee
            for (name, text) in [
                ("fineFeeComment", "seen at desk"), ("itemTitle", "Tide pools &amp; reefs /"),
                ("libraryCode", "MAIN"), ("bursarTransactionId", "1000000010009101"),
                ("sum", "12.5"), ("itemBarcode", "31234000000001"),
            ] {
                fee = fee.replacing("<xb:\(name)>\(text)</xb:\(name)>", with: way(name))
            }
            var read = try ReadExport(Alma.export(fees: [fee]))
            read.fees[0].line = 0
            return read
        }
        let absent = try export { _ in "" }
        #expect(absent.fees[0][.comment] == "" && absent.fees[0][.sum] == "")
        #expect(try export { "<xb:\($0)/>" } == absent)
        #expect(try export { "<xb:\($0)></xb:\($0)>" } == absent)
        #expect(try export { "<xb:\($0)>  \n</xb:\($0)>" } == absent)
        #expect(try export { "<xb:\($0) xsi:nil=\"true\" \(Alma.instance)/>" } == absent)
        #expect(try export { "<xb:\($0) \(Alma.instance) xsi:nil='1'></xb:\($0)>" } == absent)
    }

    @Test func `B30: an unknown attribute is ignored, and so is a nil that says no`() throws {
        for attribute in ["lang=\"en\"", "nil=\"true\"", "xsi:nil=\"false\" \(Alma.instance)"] {
            let export = Alma.export("<xb:sum>", replacedBy: "<xb:sum \(attribute)>")
            #expect(try ReadExport(export).fees[0][.sum] == "12.5")
        }
    }

    @Test func `B30: a sum that says nil is empty, whatever stands in it`() throws {
        let start = "<xb:sum xsi:nil=\"true\" \(Alma.instance)>"
        let export = Alma.export("<xb:sum>", replacedBy: start)
        #expect(try ReadExport(export).fees[0][.sum] == "")
    }

    @Test func `B73: unknown elements at every level are passed over and counted`() throws {
        let unknown = "<xb:new a='1'>text<deep><xb:sum>99</xb:sum></deep></xb:new>"
        var export = Alma.export(fees: [Alma.fee])
        let parents = [
            "xb:userExportedFineFees", "xb:userExportedList", "xb:userExportedFineFeesList",
            "xb:user", "xb:owneredEntity", "xb:finefeeList", "xb:userFineFee", "xb:compositeSum",
        ]
        for parent in parents {
            export = export.replacing("<\(parent)>", with: "<\(parent)>\(unknown)")
        }
        let read = try ReadExport(export)
        let plain = try ReadExport(Alma.export(fees: [Alma.fee]))
        #expect(read.fees.map(\.texts) == plain.fees.map(\.texts))
        #expect(read.header.unknownElements == 3 * 10)  // two blocks, two owners
    }

    @Test func `B73: both spellings of the call number are read, even beside each other`() throws {
        let wrong = "<xb:itemCallNumebr>QH541 .T5</xb:itemCallNumebr>"
        let right = "<xb:itemCallNumber>QH541 .T5</xb:itemCallNumber>"
        for text in [right, wrong + right, right + wrong, "<xb:itemCallNumebr/>" + right] {
            let fee = try ReadExport(Alma.export(wrong, replacedBy: text)).fees[0]
            #expect(fee[.callNumber] == "QH541 .T5")
            #expect(fee.doubled.isEmpty)
        }
    }

    @Test func `B74: a field that stands twice is marked`() throws {
        for (part, field) in [
            ("<xb:sum>12.5</xb:sum>", FeeField.sum), ("<xb:currency>USD</xb:currency>", .currency),
            ("<xb:libraryCode>MAIN</xb:libraryCode>", .libraryCode),
            ("<xb:itemCallNumebr>QH541 .T5</xb:itemCallNumebr>", .callNumber),
        ] {
            let empty = part.prefix { $0 != ">" } + "/>"
            for twice in [part + part, empty + part, part + empty] {
                let again = Alma.fee.replacing(part, with: twice)
                let fees = try ReadExport(Alma.export(fees: [again, Alma.fee])).fees
                #expect(fees[0].doubled == FeeFieldSet([field]))
                #expect(fees[1].doubled.isEmpty)
            }
        }
        let sums = Alma.export(
            "</xb:compositeSum>",
            replacedBy: "</xb:compositeSum><xb:compositeSum><xb:sum>1</xb:sum></xb:compositeSum>"
        )
        #expect(try ReadExport(sums).fees[0].doubled == FeeFieldSet([.sum]))
    }

    @Test func `B74: a user's value that stands twice marks all the user's fees`() throws {
        let user = Alma.user.replacing("</xb:value>", with: "</xb:value><xb:value>2</xb:value>")
        let doubled = Alma.borrower(user, Alma.patronName, Alma.list([Alma.fee, Alma.fee]))
        let export = Alma.export(borrowers: doubled + Alma.borrower(fees: [Alma.fee]))
        let marks = try ReadExport(export).fees.map(\.doubled)
        #expect(marks == [FeeFieldSet([.userValue]), FeeFieldSet([.userValue]), FeeFieldSet()])
    }

    @Test func `a fee where Alma writes none holds the export`() throws {
        for export in [
            Alma.root(Alma.fee), Alma.export(borrowers: Alma.fee),
            Alma.export(borrowers: Alma.borrower(Alma.user, Alma.patronName, Alma.fee)),
            Alma.export(fees: ["<xb:wrapper>\(Alma.fee)</xb:wrapper>"]),
            Alma.export(fees: [Alma.fee.replacing("xb:userFineFee", with: "userFineFee")]),
        ] {
            #expect(try refusal(of: export)?.reason == .unexpectedElement)
        }
    }

    @Test func `B77: one user with 20,000 fees, and 20,000 users with one`() throws {
        let fee = "<xb:userFineFee><xb:fineFeeType>OTHER</xb:fineFeeType></xb:userFineFee>"
        let fees = Array(repeating: fee, count: 20_000)
        #expect(try ReadExport(Alma.export(fees: fees)).header.fees == 20_000)
        let borrowers = Array(repeating: Alma.borrower(fees: [fee]), count: 20_000).joined()
        let header = try ReadExport(Alma.export(borrowers: borrowers)).header
        #expect(header.fees == 20_000)
        #expect(header.users == 20_000)
    }

    @Test func `B26, B27: comments and instructions are passed over, a million of them too`()
        throws
    {
        let plain = try ReadExport(Alma.export(fees: [Alma.fee])).fees.map(\.texts)
        let stray = "<?xml-stylesheet href='x.xsl'?><?php echo '>' ?><!-- <xb:sum>9</xb:sum> -->"
        let scattered = Alma.export(fees: [Alma.fee.replacing("><", with: ">\(stray)<")])
            .replacing("\n<xb:xml", with: "\n\(stray)<xb:xml")
        #expect(try ReadExport(scattered).fees.map(\.texts) == plain)
        let million = String(repeating: "<!----><?a?>", count: 500_000)
        #expect(try ReadExport(Alma.export(fees: [million + Alma.fee])).fees.map(\.texts) == plain)
    }
}
