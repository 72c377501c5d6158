/// What stands above a result of the page: formats, what the campus lends to them, and fees.
public struct LanguageExample: Sendable {
    /// What a campus needs beyond what it lends to its formats.
    private static let delta = """
        campus: delta
        name: California State University, Delta
        alma_institution: 01CALS_DEL
        business_unit: DLCMP
        time_zone: America/Los_Angeles
        state: trial
        exports: [{code: DLBURSAR, location: inbox/delta, schedule: daily 18:00, format: FORMAT}]
        outbox: outbox/delta

        """

    private var formats: [TopLevelKeys] = []
    private var campus = TopLevelKeys(delta)
    public var fees: [ExampleFee] = []

    public init() {}

    /// Takes in what a block of the page adds; others change nothing.
    public mutating func take(_ content: LanguagePage.Content) throws {
        switch content {
        case .format(let text): take(format: text)
        case .campus(let text): take(campus: text)
        case .fees(let text): fees = try ExampleFee.table(text)
        case .boundary: self = LanguageExample()
        case .output, .held, .printed, .fields, .unknown: break
        }
    }

    /// A text without `format:` changes the format above it.
    private mutating func take(format text: String) {
        let keys = TopLevelKeys(text)
        if keys.has("format") || formats.isEmpty {
            if !keys.has("include") { formats = [] }
            formats.append(keys)
        } else {
            formats[formats.count - 1].take(keys)
        }
    }

    /// A campus has a table of terms or a rule for them, never both.
    private mutating func take(campus text: String) {
        let keys = TopLevelKeys(text)
        if keys.has("term_rule") { campus.remove("terms") }
        campus.take(keys)
    }

    /// The same campus with a format of one field, in a record that never quotes, and one fee.
    public func showing(field: String, of fee: ExampleFee) -> LanguageExample {
        var example = self
        example.fees = [fee]
        example.formats = [
            TopLevelKeys(
                """
                format: field
                record: {kind: delimited, separator: "^", quote: never}
                fields: [\(field)]
                files: [{name: out}]
                """
            )
        ]
        return example
    }

    // MARK: As files

    /// The campus file and the files of the formats, by their names.
    public var files: [(name: String, text: String)] {
        let names = formats.map { keys in
            keys.parts.first { $0.key == "format" }.map { part in
                String(part.text.dropFirst("format: ".count).prefix { !$0.isWhitespace })
            } ?? ""
        }
        let format = "format: \(names.last ?? "")"
        return [("delta.yaml", campus.text.replacing("format: FORMAT", with: format))]
            + zip(names, formats).map { ("\($0).yaml", $1.text) }
    }

    /// The name under which Alma uploads the export at 18:00 on 20 November 2026.
    public static let exportName = "DLBURSAR-1234-1795226400000.xml"

    /// The export that has these fees.
    public var export: String {
        var export = ExportBuilder("DLBURSAR", job: 1234, fees.map(\.exported))
        export.exportNumber = "10012340001234"
        return export.xml
    }
}
