import BursarModel
import Declarations
import Registry
import SFSFormat
import TestSupport
import Testing

/// The schemas that editors use say what the decoder says, in both directions.
struct SchemaTests {
    /// Words of the language that a schema may have before every decoder of it has them.
    private static let ahead: Set<String> = []

    private func expectSame(
        _ inSchema: Set<String>,
        _ inDecoder: Set<String>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let ahead = Self.ahead.subtracting(inDecoder)
        #expect(inSchema.subtracting(ahead) == inDecoder, sourceLocation: sourceLocation)
    }

    private func value(of file: DeclarationFile) throws -> DeclarationValue {
        let findings = Findings(file: file.name)
        let mapping = try #require(readDeclaration(file, findings: findings))
        return .mapping(
            mapping.entries().map { DeclarationEntry(key: $0.key, value: $0.value.declaration) }
        )
    }

    private func complaints(of text: String) throws -> [String] {
        let file = DeclarationFile(name: "x.yaml", text: text)
        let schema = try JSONSchema(text.hasPrefix("format:") ? "format" : "campus")
        return try schema.complaints(of: try value(of: file))
    }

    @Test func `every campus and every format of the repository is valid`() throws {
        for file in try RepositoryCampuses.files() {
            let isFormat = file.name.contains("/formats/")
            let schema = try JSONSchema(isFormat ? "format" : "campus")
            #expect(try schema.complaints(of: try value(of: file)) == [], "\(file.name)")
        }
        #expect(try complaints(of: SampleFormats.control) == [])
    }

    @Test(arguments: SchemaContexts.keys)
    func `a mapping has the keys that the decoder asks for, and no others`(
        context: SchemaContext
    ) throws {
        let part = try JSONSchema(context.schema).part(context.part)
        let properties = try #require(part["properties"] as? JSONSchema.Object)
        expectSame(Set(properties.keys), try context.listed())
        #expect(part["additionalProperties"] as? Bool == false)
    }

    @Test(arguments: SchemaContexts.choices)
    func `a choice has the words that the decoder knows, and no others`(
        context: SchemaContext
    ) throws {
        let part = try JSONSchema(context.schema).part(context.part)
        let properties = try #require(part["properties"] as? JSONSchema.Object)
        let name = try #require(context.property)
        let property = try #require(properties[name] as? JSONSchema.Object)
        expectSame(Set(try #require(property["enum"] as? [String])), try context.listed())
    }

    @Test func `the values of a field are those that the decoder names`() throws {
        let value = try JSONSchema("format").part("value")
        let kinds = try #require(value["anyOf"] as? [JSONSchema.Object])
        let names = kinds.compactMap { $0["enum"] as? [String] }.joined()
        expectSame(Set(names), Set(FormatDeclaration.valueNames))
    }

    @Test func `a lookup is asked by the values that the decoder allows`() throws {
        let lookup = try JSONSchema("campus").part("lookup")
        let properties = try #require(lookup["properties"] as? JSONSchema.Object)
        let by = try #require(properties["by"] as? JSONSchema.Object)
        let single = try #require((by["anyOf"] as? [JSONSchema.Object])?.first)
        let allowed = try FormatDeclaration.valueNames.filter { name in
            let text = CampusText.changing(
                "alpha",
                ["lookups": "{a: {by: \(name), values: {A: B}}}"]
            )
            return try !CampusText.read(["a.yaml": text.text]).diagnostics.contains {
                $0.message.text.contains("a lookup cannot be asked by")
            }
        }
        expectSame(Set(try #require(single["enum"] as? [String])), Set(allowed))
    }

    @Test func `a date is reckoned from the days that the decoder knows`() throws {
        let date = try JSONSchema("format").part("date")
        let properties = try #require(date["properties"] as? JSONSchema.Object)
        let from = try #require(properties["from"] as? JSONSchema.Object)
        let allowed = try FormatDeclaration.valueNames.filter { name in
            let format = SchemaContext.format("date", field: "{date: {from: \(name)}, width: 10}")
            return try !CampusText.read(["x.yaml": format.text]).diagnostics.contains {
                $0.message.text.contains("is no date")
            }
        }
        expectSame(Set(try #require(from["enum"] as? [String])), Set(allowed))
    }

    @Test func `every key has a description, and every scalar may be a text`() throws {
        func check(_ schema: JSONSchema.Object, _ path: String) throws {
            for case (let name, let property as JSONSchema.Object) in schema {
                if let types = property["type"] as? [String] {
                    #expect(types.contains("string"), "\(path)/\(name)")
                }
                if path.hasSuffix("/properties"), property["$ref"] == nil {
                    #expect(property["description"] != nil, "\(path)/\(name)")
                }
                try check(property, "\(path)/\(name)")
            }
        }
        for name in ["campus", "format"] { try check(try JSONSchema(name).root, name) }
    }

    @Test(arguments: [
        ("bussiness_unit", "AACMP"), ("state", "lvie"), ("campus", "Alpha"),
        ("business_unit", "HMCMPX"), ("alma_institution", "hul"), ("term_date", "today"),
        ("exports", "[{code: A/B, format: plain}]"), ("exports", "[{format: plain}]"),
        ("exports", "[{code: A, format: plain, schedule: dayly 18:00}]"),
        ("outbox", "{folder: x, gruop: y}"), ("constants", "{Upper: x}"),
        ("lookups", "{a: {by: fee.typ, values: {A: B}}}"), ("lookups", "{a: {by: fee.type}}"),
        ("terms", "[{code: A, from: 2026-1-1, to: 2026-12-31}]"), ("limits", "{held_share: 10}"),
        ("skip", "[{when: {sing: charge}, reason: x}]"), ("skip", "[{sign: charge}]"),
    ])
    func `a mistake in a campus file is refused by the schema and by the decoder`(
        key: String,
        value: String
    ) throws {
        let text = CampusText.changing("alpha", [key: value]).text
        #expect(try !complaints(of: text).isEmpty)
        #expect(try CampusText.read(["a.yaml": text]).diagnostics.hasErrors)
        #expect(try complaints(of: CampusText.changing().text) == [])
    }

    @Test(arguments: [
        SchemaContext.format(nil, more: "titel: x\n"),
        .format(nil, record: "{kind: fixt}"), .format(nil, record: "{}"),
        .format(nil, record: "{kind: fixed, length: 0}"),
        .format(nil, record: "{kind: fixed, encoding: utf8}"),
        .format(nil, field: "{value: user.idd, width: 9}"),
        .format(nil, field: "{value: user.id, widht: 9}"),
        .format(nil, field: "{value: user.id, width: wide}"),
        .format(nil, field: "{value: user.id, width: 9, align: rihgt}"),
        .format(nil, field: "{value: user.id, width: 9, fill: '00'}"),
        .format(nil, field: "{value: user.id, width: 9, required: yes}"),
        .format(nil, field: "{choose: [], width: 9}"),
        .format(nil, field: "{date: {form: run.date}, width: 10}"),
        .format(nil, file: "{nam: x}"), .format(nil, file: "{name: x, exists: never}"),
        .format(nil, file: "{name: x, when: {}}"),
        .format(nil, file: "{name: x, when: {amount: {at_least: many}}}"),
    ])
    func `a mistake in a format file is refused by the schema and by the decoder`(
        context: SchemaContext
    ) throws {
        #expect(try !complaints(of: context.text).isEmpty)
        #expect(try CampusText.read(["x.yaml": context.text]).diagnostics.hasErrors)
        #expect(try complaints(of: SchemaContext.format(nil).text) == [])
    }
}
