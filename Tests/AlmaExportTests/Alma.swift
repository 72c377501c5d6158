/// Exports for tests, shaped as Alma writes them; nobody in them exists.
enum Alma {
    static let namespace = "http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans"
    static let instance = #"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#
    static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#

    /// A fee with every element; tests replace what they are about.
    static let fee = """
        <xb:userFineFee>
          <xb:fineFeeComment>seen at desk</xb:fineFeeComment>
          <xb:fineFeeType>OVERDUEFINE</xb:fineFeeType>
          <xb:owneredEntity>
            <xb:InstitutionId>9101</xb:InstitutionId>
            <xb:libraryId>1616860700009101</xb:libraryId>
            <xb:libraryCode>MAIN</xb:libraryCode>
          </xb:owneredEntity>
          <xb:lastTransactionDate>11/12/2026 15:22:06</xb:lastTransactionDate>
          <xb:itemTitle>Tide pools &amp; reefs /</xb:itemTitle>
          <xb:itemCallNumebr>QH541 .T5</xb:itemCallNumebr>
          <xb:itemLibrary>Main Library</xb:itemLibrary>
          <xb:itemLocation>Stacks</xb:itemLocation>
          <xb:itemInternalLocation>Stacks 2</xb:itemInternalLocation>
          <xb:itemDueDate xsi:nil="true" \(instance)/>
          <xb:itemBarcode>31234000000001</xb:itemBarcode>
          <xb:compositeSum>
            <xb:currency>USD</xb:currency>
            <xb:sum>12.5</xb:sum>
            <xb:vat xsi:nil="true" \(instance)/>
          </xb:compositeSum>
          <xb:bursarTransactionId>1000000010009101</xb:bursarTransactionId>
        </xb:userFineFee>
        """

    static let user = """
        <xb:user>
          <xb:type>userName</xb:type>
          <xb:value>900000001</xb:value>
          <xb:owneredEntity>
            <xb:InstitutionId>null</xb:InstitutionId>
          </xb:owneredEntity>
        </xb:user>
        """

    static let patronName = "<xb:patronName>Heron, Maya</xb:patronName>"

    static func list(_ fees: [String]) -> String {
        "<xb:finefeeList>\(fees.joined(separator: "\n"))</xb:finefeeList>"
    }

    static func borrower(_ parts: String...) -> String {
        "<xb:userExportedFineFeesList>\(parts.joined(separator: "\n"))</xb:userExportedFineFeesList>"
    }

    static func borrower(fees: [String]) -> String { borrower(user, patronName, list(fees)) }

    static func block(_ content: String) -> String {
        "<xb:userExportedFineFees>\(content)</xb:userExportedFineFees>"
    }

    static func numberBlock(_ number: String = "1000000000009101") -> String {
        block("<xb:exportNumber>\(number)</xb:exportNumber>")
    }

    static func dataBlock(_ borrowers: String) -> String {
        block("<xb:userExportedList>\(borrowers)</xb:userExportedList>")
    }

    static let openRoot = #"<xb:xml-fragment xmlns:xb="\#(namespace)">"#

    static func root(_ content: String) -> String { "\(openRoot)\(content)</xb:xml-fragment>" }

    /// A whole export of these borrowers.
    static func export(borrowers: String) -> String {
        "\(declaration)\n\(root("\(numberBlock())\n\(dataBlock(borrowers))"))\n"
    }

    /// A whole export of one borrower with these fees.
    static func export(fees: [String]) -> String { export(borrowers: borrower(fees: fees)) }

    /// A whole export of one fee, of which something is replaced by something else.
    static func export(_ part: String, replacedBy other: String) -> String {
        export(fees: [fee.replacing(part, with: other)])
    }
}
