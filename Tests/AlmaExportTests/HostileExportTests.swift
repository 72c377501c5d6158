import AlmaExport
import BursarModel
import Testing

/// Exports that no Alma wrote.
///
/// None may be read far: bytes are counted, for seconds depend on the machine.
@Suite struct HostileExportTests {
    /// Each entity is ten of the one before.
    private static let laughs = zip("yxwvutsrqa", "zyxwvutsrq").map { name, before in
        "<!ENTITY \(name) \"\(String(repeating: "&\(before);", count: 10))\">"
    }.joined()

    private static let dtds = [
        "B12": "<!DOCTYPE x [<!ENTITY z \"ha\">\(laughs)]>",
        "B13": "<!DOCTYPE x [<!ENTITY a \"\(String(repeating: "x", count: 50_000))\">]>",
        "B14": "<!DOCTYPE x [<!ENTITY a \"<b c='&d;'/>\"><!ENTITY d \"e\">]>",
        "B15": "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>",
        "B16": "<!DOCTYPE x [<!ENTITY a SYSTEM \"http://127.0.0.1:9/x\">]>",
        "B17": "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]>",
        "B18": "<!DOCTYPE x SYSTEM \"x.dtd\">",
        "B20": "<!DOCTYPE x [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>",
    ]

    private func refusesAsDoctype(_ id: String) throws {
        let dtd = try #require(HostileExportTests.dtds[id])
        let body = Alma.root(Alma.dataBlock(Alma.borrower(fees: [Alma.fee])))
            .replacing("12.5", with: "5&a;0")
        for chunk in [1, 3, 64 * 1024] {
            let export = "\(Alma.declaration)\n\(dtd)\(body)"
            let error = try refusal(of: Array(export.utf8), chunk: chunk)
            #expect(error?.reason == .doctype)
            #expect(error?.line == 2)
            #expect(error?.column == 1)
        }
    }

    @Test func `B12: a billion laughs is refused as doctype`() throws {
        try refusesAsDoctype("B12")
    }

    @Test func `B13: a large entity is refused as doctype`() throws { try refusesAsDoctype("B13") }

    @Test func `B14: an entity in an attribute is refused as doctype`() throws {
        try refusesAsDoctype("B14")
    }

    @Test func `B15: an entity from a file is refused as doctype`() throws {
        try refusesAsDoctype("B15")
    }

    @Test func `B16: an entity from the network is refused as doctype`() throws {
        try refusesAsDoctype("B16")
    }

    @Test func `B17: a parameter entity is refused as doctype`() throws {
        try refusesAsDoctype("B17")
    }

    @Test func `B18: a DTD by name with an undeclared entity in the sum is refused as doctype`()
        throws
    {
        try refusesAsDoctype("B18")
    }

    @Test func `B20: a cycle of entities is refused as doctype`() throws {
        try refusesAsDoctype("B20")
    }

    @Test func `a DOCTYPE is refused as soon as the word is there`() throws {
        let endless = EndlessExport(start: "\(Alma.declaration)<!DOCTYPE x [") { _ in
            "<!ENTITY a \"b\">"
        }
        let (error, asked) = try endless.refusal(atMost: 10_000_000)
        #expect(error?.reason == .doctype)
        #expect(asked <= 64 * 1024)
    }

    @Test func `a DOCTYPE in a comment or in CDATA is text`() throws {
        let export = Alma.export(
            "seen at desk",
            replacedBy: "<!-- <!DOCTYPE x> --><![CDATA[<!DOCTYPE y>]]>"
        )
        #expect(try ReadExport(export).fees[0][.comment] == "<!DOCTYPE y>")
    }

    @Test func `B19: an XInclude beside the fields is passed over, inside one it is refused`()
        throws
    {
        let schema = "http://www.w3.org/2001/XInclude"
        let include = #"<xi:include xmlns:xi="\#(schema)" href="/etc/hostname"/>"#
        let beside = try ReadExport(Alma.export("<xb:vat", replacedBy: "\(include)<xb:vat"))
        #expect(beside.fees[0][.sum] == "12.5")
        #expect(beside.header.unknownElements == 1)
        let inside = Alma.export("12.5", replacedBy: "12\(include).5")
        #expect(try refusal(of: inside)?.reason == .unexpectedElement)
    }

    @Test(arguments: [33, 255, 300, 200_000])
    func `B21: elements nested too deep are refused`(depth: Int) throws {
        let open = String(repeating: "<a>", count: depth - 1)
        let close = String(repeating: "</a>", count: depth - 1)
        #expect(try refusal(of: Alma.root(open + close))?.reason == .tooDeep)
    }

    @Test func `32 levels are not too deep`() throws {
        let open = String(repeating: "<a>", count: 31)
        let close = String(repeating: "</a>", count: 31)
        #expect(try ReadExport(Alma.root(open + close)).header.unknownElements == 31)
    }

    @Test func `B22: a field of 5 KB is marked and cut, one of megabytes is refused`() throws {
        let long = String(repeating: "é", count: 2500)
        let fee = try #require(try ReadExport(Alma.export("Tide", replacedBy: long)).fees.first)
        #expect(fee.overlong == FeeFieldSet([.itemTitle]))
        #expect(fee[.itemTitle] == String(repeating: "é", count: 2048))
        #expect(fee[.sum] == "12.5")
        for count in [9, 11] {
            let text = String(repeating: "x", count: count * 1_000_000)
            let error = try refusal(of: Alma.export("Tide", replacedBy: text))
            #expect(error?.reason == .fieldTooLong)
        }
    }

    @Test func `a field of just 4 KiB is whole, one of just 1 MiB is cut`() throws {
        let kept = String(repeating: "x", count: 4096)
        let whole = try ReadExport(Alma.export("12.5", replacedBy: kept)).fees[0]
        #expect(whole.overlong.isEmpty)
        #expect(whole[.sum] == kept)
        let cut = String(repeating: "x", count: 1024 * 1024)
        #expect(
            try ReadExport(Alma.export("12.5", replacedBy: cut)).fees[0].overlong
                == FeeFieldSet([.sum])
        )
        let over = try refusal(of: Alma.export("12.5", replacedBy: cut + "x"))
        #expect(over?.reason == .fieldTooLong)
    }

    @Test func `an export number of 5 KB is refused`() throws {
        let number = String(repeating: "1", count: 5000)
        #expect(try refusal(of: Alma.root(Alma.numberBlock(number)))?.reason == .fieldTooLong)
    }

    @Test func `B23: an element name of 60 KB is refused`() throws {
        let name = String(repeating: "n", count: 60_000)
        #expect(try refusal(of: Alma.root("<\(name)/>"))?.reason == .tagTooLong)
    }

    @Test func `B24: 200,000 attributes are refused`() throws {
        let attributes = (0..<200_000).map { " a\($0)=\"\"" }.joined()
        #expect(try refusal(of: Alma.root("<a\(attributes)/>"))?.reason == .tagTooLong)
    }

    @Test func `16 attributes are read, 17 are refused, declarations of namespaces included`()
        throws
    {
        func element(_ own: Int, _ declared: Int) -> String {
            let attributes = (0..<own).map { " a\($0)=\"\"" }.joined()
            return "<a\(attributes)\((0..<declared).map { " xmlns:n\($0)=\"u\"" }.joined())/>"
        }
        #expect(try refusal(of: Alma.root(element(16, 0))) == nil)
        #expect(try refusal(of: Alma.root(element(17, 0)))?.reason == .tagTooLong)
        #expect(try refusal(of: Alma.root(element(8, 9)))?.reason == .tagTooLong)
    }

    @Test(arguments: ["<a b=\"", "<a ", "</a", "<a b='>", "<a b=\"x\" c='"])
    func `B25: a tag that is never closed is refused after 8 KiB`(start: String) throws {
        let endless = EndlessExport(start: Alma.openRoot + start) { _ in "xxxxxxxx " }
        let (error, asked) = try endless.refusal(atMost: 100_000_000)
        #expect(error?.reason == .tagTooLong)
        #expect(asked <= 128 * 1024)
    }

    @Test(arguments: ["<!-- ", "<![CDATA[", "<?x "])
    func `a comment or its like that never ends is refused after 64 KiB`(start: String) throws {
        let endless = EndlessExport(start: Alma.openRoot + start) { _ in "<a> ] ? " }
        let (error, asked) = try endless.refusal(atMost: 100_000_000)
        #expect(error?.reason == .tagTooLong)
        #expect(asked <= 192 * 1024)
    }

    @Test func `B73: unknown names without end are refused`() throws {
        let endless = EndlessExport(start: Alma.openRoot) { "<u\($0)/>" }
        let (error, asked) = try endless.refusal(atMost: 40_000_000)
        #expect(error?.reason == .unexpectedElement)
        #expect(asked <= 128 * 1024)
    }

    @Test func `1,000 different unknown names are read, one more is refused`() throws {
        let names = (0..<1000).map { "<u\($0)/><u\($0)/>" }.joined()
        #expect(try ReadExport(Alma.root(names)).header.unknownElements == 2000)
        #expect(try refusal(of: Alma.root("\(names)<v/>"))?.reason == .unexpectedElement)
    }

    @Test(arguments: [
        "<xb:user a#=\"\"/>", "<?t#?>", "<xb:user xmlns:p#=\"u\"/>", "<xb:user xmlns:p=\"u#\"/>",
    ])
    func `names of other kinds without end are refused as well`(markup: String) throws {
        let endless = EndlessExport(start: Alma.openRoot) { markup.replacing("#", with: "\($0)") }
        let (error, asked) = try endless.refusal(atMost: 40_000_000)
        #expect(error?.reason == .unexpectedElement)
        #expect(asked <= 384 * 1024)
    }
}
