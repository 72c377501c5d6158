import BursarModel
import Declarations
import SFSFormat
import Testing

extension CampusVocabulary {
    /// A campus with Humboldt's published item types.
    static func humboldt() throws -> CampusVocabulary {
        try CampusVocabulary(
            key: #require(CampusKey("humboldt")),
            name: "California State Polytechnic University, Humboldt",
            businessUnit: "HMCMP",
            constants: ["credit_item_type": "820000206129"],
            lookups: [
                "item_type": lookup(
                    """
                    by: fee.type
                    values:
                      LIBRARYCARDREPLACEMENT: "300000005921"
                      LOSTITEMPROCESSFEE:     "300000006918"
                      OVERDUEFINE:            "300000006919"
                      LOSTITEMREPLACEMENTFEE: "300000006920"
                    """
                )
            ],
            terms: .table(
                table("terms:\n  - {code: \"2267\", from: 2026-08-17, to: 2027-01-24}")
            ),
            students: BytePattern(parsing: "^[09][0-9]{8}$")
        )
    }

    func adding(lookup yaml: String, as name: String) throws -> CampusVocabulary {
        var campus = self
        campus.lookups[name] = try lookup(yaml)
        return campus
    }
}

/// Reads a piece of a campus file that must be without errors.
func reading<Value>(
    _ yaml: String,
    _ read: (Mapping, Findings) -> Value?
) throws -> Value {
    let findings = Findings(file: "campus.yaml")
    let mapping = try #require(
        readDeclaration(DeclarationFile(name: "campus.yaml", text: yaml), findings: findings)
    )
    let value = read(mapping, findings)
    #expect(findings.all.filter { $0.severity == .error } == [])
    return try #require(value)
}

func lookup(_ yaml: String) throws -> LookupTable {
    try reading(yaml) { LookupTable.read(from: $0, findings: $1) }
}

func table(_ yaml: String) throws -> TermTable {
    try reading(yaml) { mapping, findings in
        mapping.element("terms").flatMap { TermTable.read(from: $0, findings: findings) }
    }
}

func rule(_ yaml: String) throws -> TermRule {
    try reading(yaml) { mapping, findings in
        mapping.element("term_rule").flatMap { TermRule.read(from: $0, findings: findings) }
    }
}
