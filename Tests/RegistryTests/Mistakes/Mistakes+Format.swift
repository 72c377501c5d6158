import BursarModel

/// Mistakes in a format file.
extension Mistakes {
    static let ofFormats: [Mistake] = [
        Mistake(
            file: .humboldtFormat,
            old: "value: user.id,         width: 9",
            new: "value: ①user.idd,         width: 9",
            underlined: "user.idd",
            says: "unknown value `user.idd`",
            remedy: "did you mean `user.id`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "value: lookup.item_type}",
            new: "value: ①lookup.itemtype}",
            underlined: "lookup.itemtype",
            says: "campus `humboldt` has no lookup `itemtype`",
            remedy: "did you mean `item_type`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: \"0.00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            new: "picture: ①\"0,00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            underlined: "\"0,00\"",
            says: "is no picture of an amount",
            remedy: "did you mean `0.00`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: \"0.00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            new: "picture: ①\"0.0\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            underlined: "\"0.0\"",
            says: "is no picture of an amount",
            remedy: "exactly two decimals"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: \"0.00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            new: "picture: \"00000.00\", width: ①7, align: right, fill: \"0\"}\n  - {name: DATE",
            underlined: "7",
            says: "the smallest number makes 8 bytes, its field holds 7",
            remedy: "fewer zeros"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: \"0.00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            new: "picture: \"0.00\", width: 7, align: right, fill: ①\"00\"}\n  - {name: DATE",
            underlined: "\"00\"",
            says: "`fill` is `00`",
            remedy: "one printable ASCII character"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: \"0.00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            new: "picture: \"0.00\", width: 7, align: ①rihgt, fill: \"0\"}\n  - {name: DATE",
            underlined: "rihgt",
            says: "`align` cannot be `rihgt`",
            remedy: "did you mean `right`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: \"0.00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            new: "picture: \"0.00\", width: 7, align: left, fill: ①\"0\"}\n  - {name: DATE",
            underlined: "\"0\"",
            says: "zeros behind a number make it another number",
            remedy: "write `align: right`"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: \"0.00\", width: 7, align: right, fill: \"0\"}\n  - {name: DATE",
            new: "picture: \"0.00\", width: 7, overflow: ①truncate}\n  - {name: DATE",
            underlined: "truncate",
            says: "a number is never cut",
            remedy: "leave `overflow` out"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: MM/dd/yyyy, width: 10",
            new: "picture: ①mm/dd/yyyy, width: 10",
            underlined: "mm",
            says: "unknown letters `mm` in a picture",
            remedy: "did you mean `MM`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: MM/dd/yyyy, width: 10",
            new: "picture: MM/①ddd/yyyy, width: 10",
            underlined: "ddd",
            says: "unknown letters `ddd` in a picture",
            remedy: "did you mean `dd`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: MM/dd/yyyy, width: 10",
            new: "picture: MM/dd/①YYYY, width: 10",
            underlined: "YYYY",
            says: "unknown letters `YYYY` in a picture",
            remedy: "did you mean `yyyy`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "picture: MM/dd/yyyy, width: 10",
            new: "picture: MM/dd/yyyy, width: ①8",
            underlined: "8",
            says: "makes 10 bytes, its field holds 8",
            remedy: "widen the field, or use a shorter picture",
            errors: 2
        ),
        Mistake(
            file: .humboldtFormat,
            old: "DEBITS-{run.date:ddMMyyyy}",
            new: "DEBITS-{run.date:ddMM①YYYY}",
            underlined: "YYYY",
            says: "unknown letters `YYYY`",
            remedy: "did you mean `yyyy`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "DEBITS-{run.date:ddMMyyyy}",
            new: "DEBITS-{①run.dat:ddMMyyyy}",
            underlined: "run.dat",
            says: "unknown value `run.dat`",
            remedy: "did you mean `run.date`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "DEBITS-{run.date:ddMMyyyy}",
            new: "DEBITS-①{run.date:ddMMyyyy",
            underlined: "{",
            says: "a place is not closed",
            remedy: "a brace itself is written {{"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "DEBITS-{run.date:ddMMyyyy}",
            new: "DEBITS-{①user.id}",
            underlined: "user.id",
            says: "`user.id` cannot stand in a name",
            remedy: "campus., run. and export. values"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "\"bursar-converted-DEBITS-{run.date:ddMMyyyy}.dat\"",
            new: "①bursar.dat",
            underlined: "bursar.dat",
            severity: .warning,
            says: "the name is the same every day",
            remedy: "put {run.date:yyyyMMdd} into it",
            errors: 0
        ),
        Mistake(
            file: .humboldtFormat,
            old: "\"bursar-converted-DEBITS-{run.date:ddMMyyyy}.dat\"",
            new: "①\"out/{run.date}.dat\"",
            underlined: "\"out/{run.date}.dat\"",
            says: "a name holds a slash",
            remedy: "outputs lie in the outbox itself"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "sign: charge}}",
            new: "sign: ①debit}}",
            underlined: "debit",
            says: "`sign` cannot be `debit`",
            remedy: "it is one of charge, credit"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "sign: charge}}",
            new: "①sing: charge}}",
            underlined: "sing",
            says: "unknown key `sing`",
            remedy: "did you mean `sign`?"
        ),
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
            remedy: "widen the field",
            errors: 2
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
