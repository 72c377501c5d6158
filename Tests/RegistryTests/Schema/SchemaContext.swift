import BursarModel
import Declarations
import Registry
import TestSupport
import Testing

/// A place in a campus or format file at which a word that nobody knows makes the decoder list what
/// it does know.
struct SchemaContext: CustomTestStringConvertible {
    /// Like nothing that there is, so that no spelling is nearest to it.
    static let unknown = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"

    /// `campus` or `format`.
    let schema: String
    /// A part in `$defs`; nil is the whole file.
    let part: String?
    /// The property whose values are listed; nil where the keys are.
    var property: String?
    /// The file, with `Q` where the unknown word stands.
    let text: String
    /// What the decoder lists besides, because it asks which kind of mapping it has.
    var besides: Set<String> = []

    var testDescription: String { "\(schema) \(part ?? "") \(property ?? "")" }

    /// What the decoder lists there.
    func listed() throws -> Set<String> {
        let text = text.replacing("Q", with: SchemaContext.unknown)
        let found = try CampusText.read(["x.yaml": text]).diagnostics
        let hints = found.filter { $0.message.text.contains(SchemaContext.unknown.prefix(50)) }
            .compactMap(\.hint?.text)
        let start = property == nil ? "keys here are " : "it is one of "
        let hint = try #require(
            hints.first { $0.hasPrefix(start) },
            "\(found.map(\.line).joined(separator: "\n"))"
        )
        let words = hint.dropFirst(start.count).split(separator: ", ").map(String.init)
        return Set(words).subtracting(besides)
    }

    static func campus(
        _ part: String?,
        _ key: String,
        _ value: String,
        property: String? = nil,
        besides: Set<String> = []
    ) -> SchemaContext {
        SchemaContext(
            schema: "campus",
            part: part,
            property: property,
            text: CampusText.changing("alpha", [key: value]).text,
            besides: besides
        )
    }

    static func format(
        _ part: String?,
        record: String = "{kind: fixed}",
        field: String = "{value: user.id, width: 9}",
        file: String = "{name: x.dat}",
        more: String = "",
        property: String? = nil
    ) -> SchemaContext {
        SchemaContext(
            schema: "format",
            part: part,
            property: property,
            text: "format: x\nrecord: \(record)\nfields: [\(field)]\nfiles: [\(file)]\n\(more)"
        )
    }
}
