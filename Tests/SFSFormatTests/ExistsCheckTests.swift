import BursarModel
import SFSFormat
import TestSupport
import Testing

/// What a file may say of an outbox that still holds a file of its name.
struct ExistsCheckTests {
    /// A format with one file, at whose mark ① the findings must stand.
    private func expect(
        fields: String = "",
        file: String,
        finds expected: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let text = MarkedText(
            """
            format: test
            record: {kind: fixed}
            fields:
              - {name: ID, value: user.id, width: 9}
            \(fields)
            files:
              - {\(file), when: {sign: charge}}

            """
        )
        let place = expected.isEmpty ? "" : "\(text["①"].line):\(text["①"].column)"
        #expect(
            try findings(in: text.text).map(\.line)
                == expected.map { "format.yaml:\(place): \($0)" },
            sourceLocation: sourceLocation
        )
    }

    @Test(arguments: ["run.sequence", "file.sequence"])
    func `with exists sequence only the name shows a number of the day`(_ number: String) throws {
        let message =
            "error: with `exists: sequence` only the name can show `\(number)`; the name may get another number later; leave the field out, or write `exists: wait`"
        let shown = "①{name: N, value: \(number), width: 3}"
        // Whichever the name has: the next name draws both anew.
        for named in ["run.sequence", "file.sequence"].map({ "name: \"a{run.date}{\($0)}\"" }) {
            for part in ["header", "trailer"] {
                try expect(
                    file: "\(named), exists: sequence, \(part): [\(shown)]",
                    finds: [message]
                )
                try expect(file: "\(named), exists: wait, \(part): [\(shown)]", finds: [])
            }
            try expect(
                fields: "  - \(shown)",
                file: "\(named), exists: sequence",
                finds: [message]
            )
            try expect(fields: "  - \(shown)", file: "\(named), exists: wait", finds: [])
            try expect(file: "\(named), exists: sequence", finds: [])
        }
    }

    @Test func `exists replace refuses what cannot be joined`() throws {
        let message =
            "error: `exists: replace` cannot join files that name their export; leave `export.` values out of name, header and trailer, or write `exists: wait`"
        try expect(file: "name: ①\"a{export.number}\", exists: replace", finds: [message])
        let shown = "①{name: N, value: export.number, width: 20}"
        for part in ["header", "trailer"] {
            try expect(file: "name: a, exists: replace, \(part): [\(shown)]", finds: [message])
            try expect(file: "name: a, exists: wait, \(part): [\(shown)]", finds: [])
        }
        // A record may show what its own fee came in.
        try expect(fields: "  - \(shown)", file: "name: a, exists: replace", finds: [])
    }

    @Test(arguments: ["run.sequence", "file.sequence"])
    func `exists replace warns of a name that never comes twice`(_ number: String) throws {
        try expect(
            file: "name: ①\"a{run.date}{\(number)}\", exists: replace",
            finds: [
                "warning: `exists: replace` finds no earlier file: `\(number)` makes every name a new one; leave the number out of the name, or write `exists: sequence`"
            ]
        )
    }
}
