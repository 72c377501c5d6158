import BursarModel

/// Mistakes in what a campus file says of the campus.
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
            remedy: "compare it with"
        ),
    ]
}
