import TestSupport

/// A form of an export that Alma does not write, or seldom, and that means the same.
struct AcceptedForm {
    var row: String
    /// The plain export that it means.
    var plain: ExportBuilder
    var bytes: [UInt8]
    /// What is written: the lines of these fees.
    var fees: [ExportBuilder.Fee]
}

extension AcceptedForm {
    /// All forms, as exports of one campus: each has its own numbers and its own borrowers.
    static let all = changes.enumerated().map { place, form in
        let job = 200 + place
        let fees = (1...3).map { number in
            ExportBuilder.Fee(
                "9\(job)0000\(number)",
                "OVERDUEFINE",
                "\(number).01",
                id: "\(job)\(number)"
            ).with(\.title, "Plain title")
        }
        let plain = ExportBuilder("SONOMABURSAR", job: job, fees)
        let text = form.change(plain.xml)
        precondition(text != plain.xml, "\(form.row) changes nothing")
        return AcceptedForm(row: form.row, plain: plain, bytes: Array(text.utf8), fees: fees)
    }

    private typealias Change = (row: String, change: @Sendable (String) -> String)

    private static func replacing(_ old: String, _ new: String) -> @Sendable (String) -> String {
        { $0.replacing(old, with: new) }
    }

    private static let include =
        "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"/etc/hostname\"/>"
    private static let instance = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    private static let nilAttribute = "xsi:nil=\"true\" \(instance)"

    private static let changes: [Change] = [
        ("B19", replacing("<xb:itemTitle>", include + "<xb:itemTitle>")),
        (
            "B26",
            replacing(
                "<xb:user>",
                String(repeating: "<!-- a --><?b c?>", count: 3000) + "<xb:user>"
            )
        ),
        ("B27", replacing("?>\n", "?>\n<?xml-stylesheet href=\"a.xsl\"?>\n")),
        ("B27", replacing("<xb:user>", "<?php system('id') ?><xb:user>")),
        ("B28", replacing("<xb:sum>1.01<", "<xb:sum><![CDATA[1.01]]><")),
        (
            "B28",
            { text in
                text.replacing(#/<xb:bursarTransactionId>([0-9]+)</#) {
                    "<xb:bursarTransactionId><![CDATA[\($0.1)]]><"
                }
            }
        ),
        ("B29", replacing("<xb:sum>1.01<", "<xb:sum>1<!-- -->.01<")),
        ("B30", replacing("<xb:user>", "<xb:user unknown=\"1\">")),
        ("B40", { "\u{FEFF}\($0)" }),
        ("B43", replacing("\n", "\r\n")),
        ("B43", { $0.split(separator: "\n", maxSplits: 1).last.map(String.init) ?? "" }),
        ("B44", { $0.replacing("xb:", with: "q:").replacing("xmlns:xb", with: "xmlns:q") }),
        ("B44", { $0.replacing("xb:", with: "").replacing("xmlns:xb", with: "xmlns") }),
        ("B45", swapped),
        ("B45", replacing("  </xb:userExportedFineFees>\n  <xb:userExportedFineFees>\n", "")),
        (
            "B45",
            replacing(
                "  <xb:userExportedFineFees>\n    <xb:exportNumber>",
                "  <xb:userExportedFineFees/>\n  <xb:userExportedFineFees>\n    <xb:exportNumber>"
            )
        ),
        ("B72", replacing("<xb:vat/>", "<xb:vat \(nilAttribute)/>")),
        (
            "B72",
            replacing(
                "<xb:fineFeeComment></xb:fineFeeComment>",
                "<xb:fineFeeComment \(nilAttribute)/>"
            )
        ),
        (
            "B73",
            replacing(
                "<xb:itemTitle>",
                "<xb:new>x<xb:newer/></xb:new><xb:itemCallNumebr>QA 1</xb:itemCallNumebr><xb:itemCallNumber>QA 1</xb:itemCallNumber><xb:itemTitle>"
            )
        ),
        ("B73", replacing("<xb:user>", "<new/><xb:user>")),
        ("B73", replacing("<xb:userExportedList>", "<new/><xb:userExportedList>")),
        ("B74", shuffled),
        ("B04", { String($0.dropLast()) }),
    ]

    /// The block of the number behind the block of the fees.
    private static func swapped(_ text: String) -> String {
        let end = "  </xb:userExportedFineFees>\n"
        let parts = text.split(separator: end, maxSplits: 1).map(String.init)
        guard let start = parts[0].firstRange(of: "  <xb:userExportedFineFees>\n") else {
            return text
        }
        let number = parts[0][start.lowerBound...] + end
        return parts[0][..<start.lowerBound]
            + parts[1].replacing("</xb:xml-fragment>", with: number + "</xb:xml-fragment>")
    }

    /// A fee's sum first, a borrower's own elements last.
    private static func shuffled(_ text: String) -> String {
        text.replacing(#/(?s)(<xb:userFineFee>)(.*?)(<xb:compositeSum>.*?<\/xb:compositeSum>)/#) {
            "\($0.1)\($0.3)\($0.2)"
        }
        .replacing(#/(?s)(<xb:user>.*?<\/xb:patronName>)(.*?<\/xb:finefeeList>)/#) {
            "\($0.2)\($0.1)"
        }
    }
}
