import Declarations
import SFSFormat
import TestSupport
import Testing

/// What the table of needs at the end of `docs/format-language.md` tells people to write.
struct LanguageNeedsTests {
    /// Where a piece can stand: in a field, a file, a record or a lookup.
    private static let places: [@Sendable (String) -> String] = [
        { format(field: $0.hasPrefix("{") ? $0 : "{\($0)}") },
        { format(field: "{value: user.id, width: 9, \($0)}") },
        { format(field: "{value: user.id, \($0)}") },
        { format(field: "{value: amount.signed, \($0)}") },
        { format(field: "{value: fee.date, \($0)}") },
        { $0.hasPrefix("{") && !$0.contains(": ") ? format(field: "{text: \"\($0)\"}") : "" },
        { format(file: ", \($0)") },
        { format(file: ", name: \"x-{run.sequence:00}\", \($0)").replacing("name: a, ", with: "") },
        { format(record: ", \($0)") },
        { piece in
            let keys = Array(repeating: "\"*\"", count: piece.count { $0 == "," } + 1)
            return "\(piece)\nvalues: [{key: [\(keys.joined(separator: ", "))], value: b}]\n"
        },
    ]

    private static func format(
        record: String = "",
        field: String = "{name: N, value: user.id}",
        file: String = ""
    ) -> String {
        """
        format: x
        record: {kind: delimited\(record)}
        fields: [\(field)]
        files: [{name: a\(file)}]
        """
    }

    private func isSound(_ yaml: String) -> Bool {
        let findings = Findings(file: "x.yaml")
        let file = DeclarationFile(name: "x.yaml", text: yaml)
        guard let mapping = readDeclaration(file, findings: findings) else { return false }
        if yaml.hasPrefix("by:") {
            return LookupTable.read(from: mapping, findings: findings) != nil
        }
        return FormatDeclaration.read(from: mapping, findings: findings) != nil
    }

    @Test func `every piece that is told to be written can be written`() throws {
        let page = try LanguagePage()
        let rows = try #require(page.tables["Your layout needs … → write …"]).flatMap(\.self)
        var checked = 0
        for piece in rows.flatMap({ LanguagePage.code(in: $0[1]) })
        where (piece.contains(": ") || piece.hasPrefix("{")) && !piece.contains("…")
            && !piece.hasPrefix("limits:")
        {
            checked += 1
            let isKnown = LanguageNeedsTests.places.contains { isSound($0(piece)) }
            #expect(isKnown, "`\(piece)`")
        }
        #expect(checked > 40)
    }
}
