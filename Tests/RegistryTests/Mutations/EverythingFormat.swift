/// A campus and a format that use nearly everything there is, one thing a line, for mutations.
enum EverythingFormat {
    static let format = #"""
        format: everything
        title: Nearly everything
        source: made up
        record:
          kind: delimited
          separator: ";"
          quote: minimal
          encoding: windows-1252
          line_ending: crlf
          heading: true
        header:
          - {name: H1, literal: LIB, width: 5}
          - {name: H2, value: totals.count, width: 6, align: right, fill: "0"}
          - {name: H3, value: totals.signed, picture: "#,##0.00", width: 16, sign: trailing}
          - {name: H4, text: "{campus.key} {run.date:MM/dd} {{x}}"}
        fields:
          - name: A
            value: user.id
            width: 11
            required: true
          - name: B
            choose:
              - when: {sign: credit, not: {fee.library: [LAW, MAIN]}}
                literal: C
              - when: {any: [{age_days: {at_least: 3}}, {user.id: "/9[0-9]{8}/"}]}
                value: lookup.posting.account
              - value: lookup.item_type
            width: 12
          - name: D
            value: amount.signed
            picture: "0.00"
            width: 12
            fill: "0"
            sign: before-fill
            plus: true
          - name: E
            date: {from: fee.date, day_of_next_month: 25, unless_after: 25}
            picture: dd.MM.yyyy
          - name: F
            text: "{lookup.posting.text:upper, last 9}: {item.title:strip zeros, first 20}"
            max: 20
            overflow: truncate
            case: upper
            only_when: {amount: {at_least: 1.00, at_most: 50.00}}
          - name: G
            value: fee.transaction_id
            strip: zeros
            last: 8
            default: none
          - {name: T, value: term, width: 4}
          - {name: C, value: campus.origin, quote: always}
        trailer:
          - {name: T1, value: totals.id_hash}
          - {name: T2, value: totals.absolute_cents}
        files:
          - name: "a-{run.date:yyyyMMdd}-{run.sequence:00}.csv"
            when: {borrower: student, sign: charge}
            exists: sequence
            empty: header
          - name: "b-{campus.business_unit}.csv"
            kind: other
            record: {kind: fixed, separator: "|", length: 22}
            header: [{literal: x}]
            trailer: [{literal: end}]
            fields:
              - {name: A, value: user.name, width: 10, overflow: truncate-left}
              - {name: B, value: amount.cents, width: 11, fill: "0"}
            final_line_ending: false

        """#

    static let campus = #"""
        campus: alpha
        name: Alpha State University
        alma_institution: 01CALS_ALPHA
        institution_number: "1234"
        business_unit: AACMP
        time_zone: America/Los_Angeles
        state: trial
        contacts: [library-billing@campus.example]
        sfs: {group_type: LIB, layout: LIBFEES, origin: LIBRY}
        exports:
          - code: ALPHABURSAR
            location: inbox/alpha
            schedule: daily 18:00
            overdue_after: 6h
            starts_after: 2026-11-01
            after: {move: processed}
            format: everything
        outbox: outbox/alpha
        students: '^9[0-9]{8}$'
        constants:
          origin: LIBRY
        lookups:
          item_type:
            by: fee.type
            values:
              OVERDUEFINE: "300000006919"
              CREDIT: "300000006920"
          posting:
            by: [fee.library, sign]
            values:
              - {key: [MAIN, charge], account: "072000000916", text: Main}
              - {key: ["*", "*"], account: "072000000917", text: Other}
        terms:
          - {code: "2267", from: 2026-08-17, to: 2027-01-24}
          - {code: "2273", from: 2027-01-25, to: 2027-06-30}
        term_date: fee.date
        limits: {largest_amount: 2500.00, held_share: 0.10, held_at_least: 20}
        skip:
          - {when: {fee.type: LOCKERKEY, amount: {at_most: 1.00}}, reason: "Not billed"}
        retention:
          files_fiscal_years: 1
          ledger_fiscal_years: 4
          legal_hold: false

        """#
}
