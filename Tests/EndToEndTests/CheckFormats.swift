/// Formats in which every part of an output depends on what settling finds.
enum CheckFormats {
    /// A header and a trailer with totals, the number of the day in name and records, the export's
    /// number in the header, no line ending at the end, and a file that is written even empty.
    static let counted = """
        format: counted
        title: Fixed records with everything that settling can change, for tests
        source: made up
        record: {kind: fixed, length: 43, encoding: us-ascii, line_ending: crlf}
        fields:
          - {name: LINE, value: line.number, width: 5, align: right, fill: "0"}
          - {name: EMPLID, value: user.id, width: 11}
          - {name: ITEM_TYPE, value: lookup.item_type, width: 12}
          - {name: AMOUNT, value: amount.absolute, picture: "0.00", width: 12, align: right}
          - {name: SEQUENCE, value: run.sequence, picture: "000", width: 3}
        files:
          - name: "{campus.key}-empty-{run.sequence:000}.dat"
            when: {borrower: student, amount: {at_least: 900.00}}
            empty: header
            header: [{name: HEAD, literal: EMPTY, width: 5}]
          - name: "{campus.key}-charges-{run.sequence:000}.dat"
            when: {borrower: student, sign: charge}
            final_line_ending: false
            header:
              - {name: COUNT, value: totals.count, width: 6, align: right, fill: "0"}
              - {name: CHARGES, value: totals.charges, picture: "0.00", width: 12, align: right}
            trailer:
              - {name: HASH, value: totals.id_hash, width: 10}
          - name: "{campus.key}-credits-{run.sequence:000}.dat"
            when: {borrower: student, sign: credit}
            final_line_ending: false
          - name: "{campus.key}-other-{run.sequence:000}.csv"
            kind: other
            record: {kind: delimited, quote: minimal, heading: true, encoding: utf-8-bom}
            fields:
              - {name: Export, value: export.number}
              - {name: Sequence, value: run.sequence}
              - {name: Name, value: user.name}
              - {name: Amount, value: amount.signed, picture: "0.00"}

        """

    /// A record for each borrower, the last id first, and a further one where a sum does not fit;
    /// credits by borrower, of whom each may have one; a header as long as its totals are.
    static let grouped = """
        format: grouped
        title: Grouped and sorted records, for tests
        source: made up
        record: {kind: delimited, separator: "|", encoding: utf-8}
        header: [{name: COUNT, value: totals.count}, {name: TOTAL, value: totals.absolute}]
        fields:
          - {name: ID, value: user.id}
          - {name: FEES, value: group.count}
          - {name: AMOUNT, value: amount.absolute, picture: "0.00", width: 6, align: right, fill: "0"}
        files:
          - name: "{campus.key}-charges-{run.sequence}.txt"
            when: {sign: charge}
            group: user
            sort: [{by: user.id, order: descending}]
          - name: "{campus.key}-credits-{run.sequence}.txt"
            when: {sign: credit}
            sort: user.id
            header: []
            fields:
              - {name: LINE, value: line.number}
              - {name: ID, value: user.id, unique: true}
              - {name: WRITTEN, value: export.date}

        """
}
