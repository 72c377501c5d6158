import BursarModel

/// Mistakes in a campus file.
extension Mistakes {
    static let ofCampuses: [Mistake] = [
        Mistake(
            file: .humboldt,
            old: "business_unit:",
            new: "①bussiness_unit:",
            underlined: "bussiness_unit",
            says: "unknown key `bussiness_unit`",
            remedy: "did you mean `business_unit`?"
        ),
        Mistake(
            file: .humboldt,
            old: "business_unit: HMCMP",
            new: "business_unit: ①HMCMPX",
            underlined: "HMCMPX",
            says: "`HMCMPX` is no business unit",
            remedy: "1 to 5 capital letters and digits"
        ),
        Mistake(
            file: .humboldt,
            old: "campus: humboldt\n",
            new: "campus: ①Humboldt\n",
            underlined: "Humboldt",
            says: "`Humboldt` is no campus key",
            remedy: "small letters, digits and `-`"
        ),
        Mistake(
            file: .humboldt,
            old: "state: trial ",
            new: "state: ①tirial ",
            underlined: "tirial",
            says: "`state` cannot be `tirial`",
            remedy: "did you mean `trial`?"
        ),
        Mistake(
            file: .humboldt,
            old: "state: trial ",
            new: "state: ①live ",
            underlined: "live",
            says: "a live campus needs `layout_confirmed`",
            remedy: "write who confirmed the layout and when"
        ),
        Mistake(
            file: .humboldt,
            old: "America/Los_Angeles",
            new: "①America/Los_Angelos",
            underlined: "America/Los_Angelos",
            says: "is no time zone",
            remedy: "did you mean `America/Los_Angeles`?"
        ),
        Mistake(
            file: .humboldt,
            old: "alma_institution: 01CALS_HUL",
            new: "alma_institution: ①humboldt",
            underlined: "humboldt",
            says: "is no Alma institution",
            remedy: "01CALS_HUL"
        ),
        Mistake(
            file: .humboldt,
            old: "code: HUMBURSAR ",
            new: "code: ①HUM/BURSAR ",
            underlined: "HUM/BURSAR",
            says: "is no profile code",
            remedy: "letters and digits"
        ),
        Mistake(
            file: .humboldt,
            old: "code: HUMBURSAR ",
            new: "code: ①HUM_BURSAR ",
            underlined: "HUM_BURSAR",
            severity: .warning,
            says: "has more than letters and digits",
            remedy: "CSU's guidance",
            errors: 0
        ),
        Mistake(
            file: .humboldt,
            old: "schedule: daily 18:00",
            new: "schedule: ①dayly 18:00",
            underlined: "dayly 18:00",
            says: "`dayly 18:00` is no schedule",
            remedy: "write daily 18:00"
        ),
        Mistake(
            file: .humboldt,
            old: "format: humboldt-sf ",
            new: "format: ①humbolt-sf ",
            underlined: "humbolt-sf",
            says: "there is no format `humbolt-sf`",
            remedy: "did you mean `humboldt-sf`?"
        ),
        Mistake(
            file: .humboldt,
            old: "location: inbox/humboldt",
            new: "location: ①../humboldt",
            underlined: "../humboldt",
            says: "leads out of its folder",
            remedy: "write a path below the home"
        ),
        Mistake(
            file: .humboldt,
            old: "outbox: outbox/humboldt",
            new: "outbox: ①inbox/humboldt",
            underlined: "inbox/humboldt",
            says: "the outbox is the location of campus `humboldt`",
            remedy: "give the outputs a folder of their own"
        ),
        Mistake(
            file: .humboldt,
            old: "'^[09][0-9]{8}$'",
            new: "'^[09]①[0-9{8}$'",
            underlined: "[",
            says: "a class is not closed",
            remedy: "close it with `]`"
        ),
        Mistake(
            file: .humboldt,
            old: "'^[09][0-9]{8}$'",
            new: "'^[09]\\①d{8}$'",
            underlined: "d",
            says: "is not known here",
            remedy: "a digit is written [0-9]"
        ),
        Mistake(
            file: .humboldt,
            old: "'^[09][0-9]{8}$'",
            new: "①'.*'",
            underlined: "'.*'",
            severity: .warning,
            says: "the pattern meets every id",
            remedy: "write the form of the campus's ids",
            errors: 0
        ),
        Mistake(
            file: .humboldt,
            old: "'^[09][0-9]{8}$'",
            new: "①'^[0-9]{14}$'",
            underlined: "'^[0-9]{14}$'",
            severity: .warning,
            says: "ids of 14 characters and more, an EMPLID has 11",
            remedy: "write the form",
            errors: 0
        ),
        Mistake(
            file: .humboldt,
            old: "credit_item_type: \"820000206129\"",
            new: "①credit_itemtype: \"820000206129\"",
            underlined: "credit_itemtype",
            severity: .warning,
            says: "no format of the campus asks for the constant `credit_itemtype`",
            remedy: "a format asks for `campus.credit_item_type`"
        ),
        Mistake(
            file: .humboldt,
            old: "credit_item_type: \"820000206129\"",
            new: "credit_itemtype: \"820000206129\"",
            at: "value: ①campus.credit_item_type",
            underlined: "campus.credit_item_type",
            says: "campus `humboldt` defines no constant `credit_item_type`",
            remedy: "did you mean `credit_itemtype`?",
            saidIn: .humboldtFormat
        ),
        Mistake(
            file: .humboldt,
            old: "\"820000206129\"",
            new: "①\"8200002061290\"",
            underlined: "\"8200002061290\"",
            says: "the item type has 13 characters",
            remedy: "compare it with",
            errors: 2
        ),
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
            remedy: "did you mean `text`?",
            errors: 2
        ),
        Mistake(
            file: .chico,
            old: "text: Recalled item overdue fine}",
            new: "text: Recalled item overdue fine with more}",
            at: "{value: ①lookup.item_type.text}",
            underlined: "lookup.item_type.text",
            says: "has up to 36 bytes, its field holds 30",
            remedy: "correct the value in line 28 of the campus file",
            saidIn: .sample
        ),
    ]
}
