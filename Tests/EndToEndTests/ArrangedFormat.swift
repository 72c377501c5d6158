import TestSupport

/// A layout that groups and sorts, with a header whose length depends on its totals.
enum ArrangedFormat {
    static let yaml = """
        format: billing
        title: One record per borrower, for tests
        source: made up
        record: {kind: delimited, separator: "|"}
        header: [{literal: H}, {value: totals.count}, {value: totals.charges}, {value: totals.credits}]
        fields:
          - {name: ID, value: user.id}
          - {name: AMOUNT, value: amount.absolute, max: 6}
          - {name: FEES, value: group.count}
          - {name: LINE, value: line.number}
        trailer: [{literal: T}, {value: totals.id_hash}]
        files:
          - {name: "charges-{run.date:yyyyMMdd}.txt", when: {sign: charge, borrower: student}, group: user}
          - name: "credits-{run.date:yyyyMMdd}.txt"
            when: {sign: credit, borrower: student}
            group: user+fee.type
            sort: {by: user.id, order: descending}
          - name: "others-{run.date:yyyyMMdd}.txt"
            kind: other
            when: {borrower: other, fee.type: [OVERDUEFINE]}
            header: []
            trailer: []
            fields: [{name: WHO, value: user.id}, {name: DAY, value: fee.date}, {name: AMOUNT, value: amount.signed}, {name: NUMBER, value: export.number}]
            sort: [{by: amount.signed, order: descending}, fee.date]

        """

    static let campus = CampusDeclaration("humboldt").with(\.format, "billing")

    /// Its file when it takes lockers too: then fees of that type are no longer held.
    static let withLockers = yaml.replacing("[OVERDUEFINE]", with: "[OVERDUEFINE, LOCKERKEY]")

    static let withoutExportNumber = yaml.replacing(
        ", {name: NUMBER, value: export.number}",
        with: ""
    )

    static func export(job: Int, _ fees: [ExportBuilder.Fee]) -> ExportBuilder {
        ExportBuilder("HUMBOLDTBURSAR", job: job, fees)
    }
}
