import Foundation

/// Formats that tests use.
public enum SampleFormats {
    /// The one that comes with the product, for a campus that published its converter.
    public static let humboldt: String = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "campuses/formats/humboldt-sf.yaml")
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            return "# \(error)"
        }
    }()

    /// Fixed records with a term, a header and a trailer that carry the totals, one file for all.
    public static let control = """
        format: control
        title: Fixed record of 51 characters with header and trailer, for tests
        source: made up
        record: {kind: fixed, length: 51, encoding: us-ascii, line_ending: lf}
        fields:
          - {name: TYPE, literal: D, width: 1}
          - {name: EMPLID, value: user.id, width: 11}
          - {name: ITEM_TYPE, value: lookup.item_type, width: 12}
          - {name: STRM, value: term, width: 4}
          - {name: AMOUNT, value: amount.signed, picture: "0.00", width: 11, align: right}
          - {name: REFERENCE, value: fee.transaction_id, width: 12}
        files:
          - name: "{campus.key}-{run.date:yyyyMMdd}-{run.sequence:000}.dat"
            when: {borrower: student}
            header:
              - {name: TYPE, literal: H, width: 1}
              - {name: COUNT, value: totals.count, width: 6, align: right, fill: "0"}
              - {name: CHARGES, value: totals.charges, picture: "0.00", width: 12, align: right}
            trailer:
              - {name: TYPE, literal: T, width: 1}
              - {name: COUNT, value: totals.count, width: 6, align: right, fill: "0"}
              - {name: HASH, value: totals.id_hash, width: 10}

        """
}
