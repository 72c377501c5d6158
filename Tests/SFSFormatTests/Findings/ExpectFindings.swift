import BursarModel
import SFSFormat
import TestSupport
import Testing

/// A format around some lines, at whose marks the findings must stand.
func expectFindings(
    fields: String = "  - {name: ID, value: user.id, width: 9}",
    record: String = "{kind: fixed}",
    files: String = "  - {name: out.dat, when: {sign: charge}}",
    more: String = "",
    _ expected: [(Character, String)],
    campus: CampusVocabulary? = nil,
    withUsual: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = MarkedText(
        "format: test\nrecord: \(record)\nfields:\n\(fields)\n\(more)files:\n\(files)\n"
    )
    let found = try findings(in: file.text, campus: campus, withUsual: withUsual).map(\.line)
    let wanted = expected.map { mark, text in
        "format.yaml:\(file[mark].line):\(file[mark].column): \(text)"
    }
    #expect(found == wanted, sourceLocation: sourceLocation)
}
