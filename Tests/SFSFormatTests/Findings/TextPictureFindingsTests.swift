import Testing

/// Pictures of texts are judged word by word.
struct TextPictureFindingsTests {
    private let list = "its words are upper, lower, first N, last N, strip zeros"

    @Test func `an unknown word is pointed at, with the nearest and all`() throws {
        try expectFindings(
            fields: """
                  - {name: A, text: "{user.name:①uper}", width: 30}
                  - {name: B, text: "{user.name:upper, ②last6}", width: 30}
                  - {name: C, text: "{user.name:③max 20}", width: 30}
                  - {name: D, text: "x {fee.type:④yyyy} {fee.type:⑤:}", width: 30}
                """,
            [
                (
                    "①",
                    "error: unknown word `uper` in the picture of a text; did you mean `upper`? \(list)"
                ),
                (
                    "②",
                    "error: unknown word `last6` in the picture of a text; did you mean `last N`? \(list)"
                ),
                (
                    "③",
                    "error: unknown word `max` in the picture of a text; did you mean `first N`? \(list)"
                ),
                ("④", "error: unknown word `yyyy` in the picture of a text; \(list)"),
                ("⑤", "error: unknown word `:` in the picture of a text; \(list)"),
            ]
        )
    }

    @Test func `a word says all that it needs, and stands once`() throws {
        try expectFindings(
            fields: """
                  - {name: A, text: "{user.name:①last}", width: 30}
                  - {name: B, text: "{user.name:first ②zero}", width: 30}
                  - {name: C, text: "{user.name:last ③0}", width: 30}
                  - {name: D, text: "{user.id:strip ④blanks}", width: 30}
                  - {name: E, text: "{user.name:upper ⑤last 6}", width: 30}
                  - {name: F, text: "{user.name:upper, ⑥lower}", width: 30}
                  - {name: G, text: "{user.name:first 3, ⑦last 3}", width: 30}
                  - {name: H, text: "{user.id:strip zeros, ⑧strip zeros}", width: 30}
                  - {name: I, text: "{user.name:⑨}", width: 30}
                """,
            [
                (
                    "①",
                    "error: `last` does not say how many characters; write a number behind it, such as `last 6`"
                ),
                (
                    "②",
                    "error: `first` does not say how many characters; write a number behind it, such as `first 6`"
                ),
                (
                    "③",
                    "error: `last` does not say how many characters; write a number behind it, such as `last 6`"
                ),
                (
                    "④",
                    "error: `strip` does not say what goes; write `strip zeros`, for zeros at the beginning"
                ),
                (
                    "⑤",
                    "error: `last` does not belong to the word before it; a comma stands between two words, such as `upper, last 6`"
                ),
                ("⑥", "error: `upper` and `lower` exclude each other; keep one of them"),
                ("⑦", "error: `first` and `last` exclude each other; keep one of them"),
                ("⑧", "error: `strip` stands twice in the picture; keep one of them"),
                ("⑨", "error: a word is missing in the picture of a text; \(list)"),
            ]
        )
    }

    @Test func `a field and a file's name take no picture of a text`() throws {
        let keys = "the field's keys for a text are `case`, `last`, `max` and `strip`"
        try expectFindings(
            fields: """
                  - {name: A, value: user.name, picture: ①upper, width: 30}
                  - {name: B, choose: [{value: user.name, picture: ②last 6}], width: 30}
                  - {name: C, text: "{user.name}", picture: ③upper, width: 30}
                """,
            files: "  - {name: \"x-{campus.key:④upper}\", when: {sign: charge}}",
            [
                ("①", "error: `user.name` is a text and takes no picture; \(keys)"),
                ("②", "error: `user.name` is a text and takes no picture; \(keys)"),
                (
                    "③",
                    "error: a text takes no picture; leave it out: places in braces have their own, and a field has `case`, `last`, `max` and `strip`"
                ),
                (
                    "④",
                    "error: `campus.key` is a text and takes no picture; leave it out; in a file's name only dates, times and numbers have pictures"
                ),
            ]
        )
    }

    @Test func `a value that cannot be shown is found in a place with a picture as well`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: user.id, width: 9}
                  - ①{name: B, text: "{fee.transaction_id:last 6}", width: 6}
                """,
            files: """
                  - name: out.dat
                    when: {sign: charge}
                    group: user
                    header: [{text: "{②user.id:last 4}", width: 4}]
                """,
            [
                (
                    "①",
                    "error: a record of a group cannot show `fee.transaction_id`, in which its fees differ; leave it out, or leave `group` out: then each fee has its record"
                ),
                (
                    "②",
                    "error: a header cannot show `user.id`, which belongs to a fee; it can show campus., run., export. and totals. values"
                ),
            ]
        )
    }
}
