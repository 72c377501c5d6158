import TestSupport

/// One odd fee among good ones, and what becomes of it.
struct OddFee {
    enum Fate: Equatable {
        case held(String)
        /// With this amount, as the output prints it.
        case written(String)
        case credit(String)
        case diverted
        case skipped
    }

    var row: String
    var fee: ExportBuilder.Fee
    var fate: Fate
}

extension OddFee {
    typealias Fee = ExportBuilder.Fee

    static let all = amounts + borrowers + texts + datesAndTypes + ids

    private static func odd(
        _ row: String,
        _ fate: Fate,
        _ change: (inout Fee) -> Void
    ) -> OddFee {
        var fee = Fee("900000001", "OVERDUEFINE", "5.01")
        change(&fee)
        return OddFee(row: row, fee: fee, fate: fate)
    }

    private static func sum(_ row: String, _ fate: Fate, _ sums: String...) -> [OddFee] {
        sums.map { sum in odd(row, fate) { $0.sum = sum } }
    }

    /// Stands for a sum whose element says that it is nil.
    static let saysNil = "NIL"

    private static let amounts: [OddFee] =
        sum("B56", .written("0005.00"), "5", "5.0", "5.00", "0005.00", "5.000", " 5 ")
        + sum("B56", .held("amount_syntax"), "+5.00", "5.", ".5")
        + sum("B57", .held("amount_syntax"), "5.005", "5.999", "1e3", "0x10", "NaN", "Infinity")
        + sum("B57", .held("amount_syntax"), "1,234.50", "1.234,50", "$5", "\u{FF15}", "\u{0665}")
        + sum("B57", .held("amount_syntax"), "5 .00", "--5", "5\u{A0}", "1_0")
        + sum("B57", .held("no_amount"), "", "  ")
        + sum("B29", .written("0012.00"), "1<!-- -->2.00")
        + sum("B58", .skipped, "0", "-0.00", "0.00")
        + [
            odd("B30", .held("no_amount")) { $0.sum = OddFee.saysNil },
            odd("B59", .credit("0005.01")) { $0.sum = "-5.01" },
            odd("B59", .held("credit_positive")) { $0.type = "CREDIT" },
        ]
        + sum(
            "B60",
            .held("amount_too_large"),
            "999999999.99",
            "9999999999",
            "92233720368547758.07"
        )
        + sum("B60", .held("amount_too_large"), "-999999999.99")
        + sum(
            "B60",
            .held("amount_too_large"),
            "-92233720368547758.07",
            "92233720368547758.08",
            "99999999999999999999999999"
        )
        + sum("B62", .held("field_overflow"), "10000.00", "99999.99")
        + ["EUR", "", "usd", "USD2"].map { currency in
            odd("B63", .held("wrong_currency")) { $0.currency = currency }
        }

    private static func user(_ row: String, _ fate: Fate, _ values: String...) -> [OddFee] {
        values.map { value in odd(row, fate) { $0.user = value } }
    }

    private static let borrowers: [OddFee] =
        user("B64", .held("bad_student_id"), "", "  ", "000000000", "999999999")
        + user("B64", .diverted, "90000000", "9000000011", "90000000A", "9000 0001")
        + user("B64", .written("0005.01"), "000000001")
        + user("B65", .diverted, "../../etc/passwd", "=HYPERLINK(..)", "'; drop table charge;--")
        + user(
            "B34",
            .held("bad_student_id"),
            "90000\u{202E}0001",
            "9000\u{200B}00001",
            "900\u{FEFF}000001"
        )

    private static let texts: [OddFee] = [
        odd("B22", .held("field_too_long")) { $0.title = String(repeating: "t", count: 5_000) },
        odd("B33", .diverted) { ($0.user, $0.name) = ("U33", "\u{9B}31m, &#x9b;31m") },
        odd("B34", .diverted) { ($0.user, $0.name) = ("U34", "A\u{202E}B\u{200B}C\u{FEFF}D") },
        odd("B67", .diverted) { ($0.user, $0.name) = ("U67", "a,b \"c\"&#13;&#10;d\te&#9;f") },
        odd("B68", .diverted) { ($0.user, $0.name) = ("U68", "\u{9D}8;;http://x\u{9C}link") },
        odd("B74", .held("duplicate_field")) {
            $0.raw = "<xb:bursarTransactionId>7</xb:bursarTransactionId>"
        },
    ]

    private static func date(_ row: String, _ fate: Fate, _ dates: String...) -> [OddFee] {
        dates.map { date in odd(row, fate) { $0.date = date } }
    }

    private static let datesAndTypes: [OddFee] =
        ["WHATEVER", "", "overduefine", String(repeating: "T", count: 300)].map { type in
            odd("B70", .held("no_item_type")) { $0.type = type }
        }
        + date("B71", .held("bad_date"), "02/29/2026", "13/01/2026", "2026-02-03", "")
        + date("B71", .held("bad_date"), "01/01/0001", "12/31/9999", "11/28/2026 10:00:00")
        + date("B71", .written("0005.01"), "11/16/2026 14:02:11 IST", "02/28/2026")

    private static func id(_ row: String, _ fate: Fate, _ ids: String?...) -> [OddFee] {
        ids.map { id in
            odd(row, fate) { ($0.transactionID, $0.sum) = (id ?? "none", "5.01") }
        }
    }

    /// Of the last three none has an id: they are three equal fees, and three charges.
    private static let ids: [OddFee] =
        id("B54", .held("field_too_long"), String(repeating: "7", count: 10_000))
        + id("B54", .written("0005.01"), "INST00019145", "it's \"x\"; -- 100% \\")
        + id("B55", .written("0005.01"), "INST7", "inst7", "0777", "777", "777\u{A0}")
        + id("B54", .written("0005.01"), "", "   ", nil)
}
