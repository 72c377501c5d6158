import TestSupport
import Testing

/// What a layout wants written on an evening on which no fee goes to one of its files.
struct EmptyOutputTests {
    private static let format = """
        format: humboldt-sf
        record: {kind: delimited, separator: ",", quote: never}
        header: [{literal: H}, {value: totals.count, width: 3, fill: "0"}]
        fields: [{name: ID, value: user.id}, {name: AMOUNT, value: amount.absolute}]
        files:
          - {name: charges.csv, when: {sign: charge}}
          - {name: none.csv, when: {sign: credit, amount: {at_least: 100}}}
          - {name: empty.csv, when: {sign: credit, amount: {at_least: 50}}, empty: empty}
          - {name: header.csv, when: {sign: credit}, empty: header}
        """

    @Test func `a file without records is none, empty or its header, as the layout says`() throws {
        let site = try HubSite()
        try site.onboard(
            [CampusDeclaration("humboldt")],
            formats: ["humboldt-sf": EmptyOutputTests.format]
        )
        try site.put(.fines("HUMBOLDTBURSAR", job: 1, 1), at: "humboldt")
        #expect(try site.run().exit == 0)
        let outputs = try site.outbox(of: "humboldt")
        #expect(outputs.keys.sorted() == ["charges.csv", "empty.csv", "header.csv"])
        #expect(outputs["charges.csv"]?.hasPrefix("H,001\n9") == true)
        #expect(outputs["empty.csv"] == "")
        #expect(outputs["header.csv"] == "H,000\n")
    }
}
