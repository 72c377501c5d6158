import BursarModel

/// Mistakes in the fields of a format, most of them.
extension Mistakes {
    static let ofFields: [Mistake] = [
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
            remedy: "widen the field, or use a shorter picture"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "value: user.id,         width: 9",
            new: "text: \"{user.id:upper, ①lst 9}\", width: 9",
            underlined: "lst",
            says: "unknown word `lst` in the picture of a text",
            remedy: "did you mean `last N`?"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "DEBITS-{run.date:ddMMyyyy}",
            new: "DEBITS-{run.date:ddMMyyyy}-{campus.key:①upper}",
            underlined: "upper",
            says: "`campus.key` is a text and takes no picture",
            remedy: "in a file's name only dates, times and numbers have pictures"
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
            says: "`{` is not closed",
            remedy: "a brace itself is written {{"
        ),
        Mistake(
            file: .humboldtFormat,
            old: "DEBITS-{run.date:ddMMyyyy}",
            new: "DEBITS-{①user.id}",
            underlined: "user.id",
            says: "`user.id` cannot stand in a name",
            remedy: "campus., run., file. and export. values"
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
    ]
}
