import BursarModel

/// Mistakes in the files and the records of a format, most of them.
extension Mistakes {
    static let ofFiles: [Mistake] = [
        Mistake(
            file: .humboldtFormat,
            old: "{borrower: student, sign: credit}",
            new: "①{borrower: student, sign: charge}",
            at: "CREDITS-{run.date:ddMMyyyy}.dat\", when: ①{",
            underlined: "{borrower: student, sign: charge}",
            says: "no fee ever reaches this file",
            remedy: "in line 14 takes what it asks for"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "when: {borrower: other}",
            new: "when: {borrower: other, sign: charge}",
            at: "①files:",
            underlined: "files",
            severity: .warning,
            says: "no file takes credits of `other` borrowers",
            remedy: "add a file for them",
            errors: 0
        ),
        Mistake(
            file: .humboldtFormat,
            old: "    when: {borrower: other}\n",
            new: "    when: ①{borrower: student}\n",
            underlined: "{borrower: student}",
            says: "no fee ever reaches this file",
            remedy: "take what it asks for together"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "length: 41",
            new: "length: ①42",
            underlined: "42",
            says: "the fields make 41 bytes, `length` says 42",
            remedy: "correct one"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "quote: never, length: 41",
            new: "quote: never, lenght: 41",
            at: "①lenght",
            underlined: "lenght",
            says: "unknown key `lenght`",
            remedy: "did you mean `length`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "encoding: us-ascii",
            new: "encoding: ①ascii",
            underlined: "ascii",
            says: "`encoding` cannot be `ascii`",
            remedy: "did you mean `us-ascii`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "{kind: delimited, separator: \",\", quote: never",
            new: "{kind: delimited, separator: ①\"::\", quote: never",
            underlined: "\"::\"",
            says: "the separator has 2 bytes",
            remedy: "one ASCII character"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "value: user.name, quote: always",
            new: "value: ①item.title, quote: always",
            underlined: "item.title",
            severity: .warning,
            says: "tells whoever reads the file what somebody borrowed",
            remedy: "leave it out unless",
            errors: 0
        ),
        Mistake(
            file: .humboldtFormat,
            old: "{name: UserID,    value: user.id}",
            new: "①{name: UserID}",
            underlined: "{name: UserID}",
            says: "the field holds nothing",
            remedy: "give it a value, literal, text, date or choose"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "when: {sign: credit}, value: campus",
            new: "when: {fee.type: ①LOSTITEMPROCESFEE}, value: campus",
            underlined: "LOSTITEMPROCESFEE",
            severity: .warning,
            says: "no fee type that Alma has",
            remedy: "did you mean `LOSTITEMPROCESSFEE`?",
            errors: 0
        ),
        Mistake(
            file: .humboldtFormat,
            old: "when: {sign: credit}, value: campus",
            new: "when: {fee.type: ①LOCKERKEY}, value: campus",
            underlined: "LOCKERKEY",
            severity: .warning,
            says: "no lookup of campus `humboldt` lists the fee type `LOCKERKEY`",
            remedy: "add it to the lookup",
            errors: 0
        ),
        Mistake(
            file: .sample,
            old: "value: user.id,               width: 11",
            new: "value: user.id,               width: ①12",
            underlined: "12",
            severity: .warning,
            says: "`EMPLID` is 12 bytes wide, PeopleSoft holds 11",
            remedy: "compare it with the layout"
        ),
        Mistake(
            file: .sample,
            old: "value: term,                  width: 4",
            new: "value: term,                  width: ①3",
            at: "value: ①term,",
            underlined: "term",
            says: "`term` of campus `chico` has up to 4 bytes, its field holds 3",
            remedy: "widen the field",
            errors: 2
        ),
        Mistake(
            file: .sample,
            old: "value: campus.business_unit,  width: 5}    # 2\n  - {name: EMPLID",
            new: "literal: ①CHICO1,  width: 5}    # 2\n  - {name: EMPLID",
            underlined: "CHICO1",
            says: "the text has 6 bytes, its field holds 5",
            remedy: "shorten the text"
        ),
        Mistake(
            file: .sample,
            old: "value: lookup.item_type.code}",
            new: "value: ①lookup.item_type.cod}",
            underlined: "lookup.item_type.cod",
            says: "has no column `cod`",
            remedy: "did you mean `code`?"
        ),
        Mistake(
            file: .sample,
            old:
                "{name: DESCRIPTION,    choose: [{when: {sign: credit}, literal: Library credit}, {value: lookup.item_type.text}], width: 30}",
            new:
                "{name: DESCRIPTION,    text: ①\"Library fee of {fee.date:yyyy-MM-dd} {fee.type}\", width: 20}",
            underlined: "\"Library fee of {fee.date:yyyy-MM-dd} {fee.type}\"",
            says: "what is fixed in the text makes 26 bytes, its field holds 20",
            remedy: "widen the field"
        ),
        Mistake(
            file: .sample,
            old:
                "value: amount.absolute,       picture: \"0.00\", width: 16, align: right, fill: \"0\"}  # 34",
            new: "value: amount.signed, picture: \"0.00\", width: 16, sign: ①trailing}  # 34",
            underlined: "trailing",
            severity: .warning,
            says: "stand one column before those of a positive one",
            remedy: "add `plus: true`",
            errors: 0
        ),
        Mistake(
            file: .sample,
            old: "width: 3}    # 118",
            new: "width: 4}    # 118",
            at: "length: ①120",
            underlined: "120",
            says: "the fields make 121 bytes, `length` says 120",
            remedy: "correct one"
        ),
        Mistake(
            file: .sample,
            old: "{name: EMPLID,         value: user.id,               width: 11}",
            new: "{name: EMPLID,         value: ①totals.count,               width: 11}",
            underlined: "totals.count",
            says: "a record of a fee cannot show `totals.count`",
            remedy: "header or a trailer"
        ),
        Mistake(
            file: .sample,
            old: "value: amount.signed, picture: \"0.00\"}",
            new: "value: amount.signed, ①pictur: \"0.00\"}",
            underlined: "pictur",
            says: "unknown key `pictur`",
            remedy: "did you mean `picture`?"
        ),
    ]
}
