import BursarModel

/// Mistakes in what a campus lends to its formats.
extension Mistakes {
    static let ofVocabularies: [Mistake] = [
        Mistake(
            file: .humboldt,
            old: "\"300000006919\"",
            new: "①\"30000000691O\"",
            underlined: "\"30000000691O\"",
            severity: .warning,
            says: "the item type has more than digits",
            remedy: "compare it with",
            errors: 0
        ),
        Mistake(
            file: .humboldt,
            old: "      OVERDUEFINE: ",
            new: "      ①OVERDUEFIN: ",
            underlined: "OVERDUEFIN",
            severity: .warning,
            says: "no fee type that Alma has",
            remedy: "did you mean `OVERDUEFINE`?",
            errors: 0
        ),
        Mistake(
            file: .humboldt,
            old: "      OVERDUEFINE: ",
            new: "      ①LOSTITEMPROCESSFEE: ",
            at: "LOSTITEMPROCESSFEE:     \"300000006918\"\n      ①LOSTITEMPROCESSFEE",
            underlined: "LOSTITEMPROCESSFEE",
            says: "`LOSTITEMPROCESSFEE` stands twice",
            remedy: "keep this one"
        ),
        Mistake(
            file: .humboldt,
            old: "    by: fee.type",
            new: "    by: ①fee.typ",
            underlined: "fee.typ",
            says: "unknown value `fee.typ`",
            remedy: "did you mean `fee.type`?"
        ),
        Mistake(
            file: .humboldt,
            old: "    by: fee.type",
            new: "    by: ①user.idd",
            underlined: "user.idd",
            says: "unknown value `user.idd`",
            remedy: "did you mean `user.id`?"
        ),
        Mistake(
            file: .humboldt,
            old: "    by: fee.type",
            new: "    by: ①amount.cents",
            underlined: "amount.cents",
            says: "a lookup cannot be asked by `amount.cents`",
            remedy: "such as fee.type"
        ),
        Mistake(
            file: .humboldt,
            old: "# FACT: the layout carries no term, so there is no term table.",
            new: "①terms: [{code: \"2267\", from: 2026-08-17, to: 2027-08-24}]",
            underlined: "terms",
            severity: .warning,
            says: "no format of the campus asks for a term",
            remedy: "leave the terms out",
            errors: 0
        ),
        Mistake(
            file: .humboldt,
            old: "# FACT: the layout carries no term, so there is no term table.",
            new: "skip: [{when: {fee.type: ①OVERDUFINE}, reason: waived}]",
            underlined: "OVERDUFINE",
            severity: .warning,
            says: "no fee type that Alma has",
            remedy: "did you mean `OVERDUEFINE`?",
            errors: 0
        ),
        Mistake(
            file: .humboldt,
            old: "# FACT: the layout carries no term, so there is no term table.",
            new: "limits: {held_share: ①10}",
            underlined: "10",
            says: "`10` is no share",
            remedy: "0.10 for a tenth"
        ),
        Mistake(
            file: .humboldt,
            old: "\nexports:",
            new: "\n  ①exports:",
            at: "  ①exports:",
            underlined: "exports",
            says: "the indentation does not fit",
            remedy: "align it"
        ),
        Mistake(
            file: .chico,
            old: "{code: \"2268\", from: 2026-08-15, to: 2027-01-14}",
            new: "{code: \"2268\", from: 2026-08-15, to: ①2027-02-30}",
            underlined: "2027-02-30",
            says: "`2027-02-30` is no date",
            remedy: "2026-08-17"
        ),
        Mistake(
            file: .chico,
            old: "{code: \"2268\", from: 2026-08-15, to: 2027-01-14}",
            new: "{code: \"2268\", from: 2026-08-15, to: ①2026-01-14}",
            underlined: "2026-01-14",
            says: "the term ends before it begins",
            remedy: "compare `from` and `to`"
        ),
        Mistake(
            file: .chico,
            old: "{code: \"2268\", from: 2026-08-15, to: 2027-01-14}",
            new: "{code: \"2268\", from: 2026-08-15, to: 2027-01-10}",
            at: "  - ①{code: \"2272\"",
            underlined: "{code: \"2272\", from: 2027-01-15, to: 2027-05-31}",
            severity: .warning,
            says: "no term holds 2027-01-11 to 2027-01-14",
            remedy: "let the term before end later",
            errors: 0
        ),
        Mistake(
            file: .chico,
            old: "{code: \"2272\", from: 2027-01-15, to: 2027-05-31}",
            new: "①{code: \"2272\", from: 2027-01-05, to: 2027-05-31}",
            underlined: "{code: \"2272\", from: 2027-01-05, to: 2027-05-31}",
            severity: .warning,
            says: "the terms `2268` and `2272` share days",
            remedy: "fees of these days are held",
            errors: 0
        ),
        Mistake(
            file: .chico,
            old: "{code: \"2272\",",
            new: "{code: ①\"22722\",",
            underlined: "\"22722\"",
            severity: .warning,
            says: "a term of PeopleSoft 4",
            remedy: "such as 2267"
        ),
        Mistake(
            file: .chico,
            old:
                "  - {code: \"2272\", from: 2027-01-15, to: 2027-05-31}\n  - {code: \"2274\", from: 2027-06-01, to: 2027-08-14}\n",
            new: "",
            at: "  - ①{code: \"2268\"",
            underlined: "{code: \"2268\", from: 2026-08-15, to: 2027-01-14}",
            severity: .warning,
            says: "the terms end on 2027-01-14",
            remedy: "add the next terms",
            errors: 0
        ),
        Mistake(
            file: .chico,
            old: "[RECALLEDOVERDUEFINE],     code: \"999000000002\", text:",
            new: "[RECALLEDOVERDUEFINE],     code: \"999000000002\", ①txt:",
            underlined: "txt",
            says: "the first row has no `txt`",
            remedy: "did you mean `text`?"
        ),
        Mistake(
            file: .chico,
            old: "text: Recalled item overdue fine}",
            new: "text: Recalled item overdue fine with more}",
            at: "{value: ①lookup.item_type.text}",
            underlined: "lookup.item_type.text",
            says: "has up to 36 bytes, its field holds 30",
            remedy: "correct the value in line 29 of the campus file",
            saidIn: .sample
        ),
    ]
}
