import BursarModel
import SFSFormat
import TestSupport
import Testing

/// What a format asks for and a campus does not lend.
struct VocabularyFindingsTests {
    @Test func `what a campus lacks is said in the format's place`() throws {
        try expectFindings(
            fields: """
                  - {name: A, value: ①campus.credit_item_typ, width: 12}
                  - {name: B, value: ②lookup.item_typ, width: 12}
                  - {name: C, value: ③lookup.item_type.text, width: 12}
                  - {name: D, value: ④lookup.item_type, width: 11}
                  - {name: E, value: ⑤campus.credit_item_type, width: 11}
                """,
            [
                (
                    "①",
                    "error: campus `humboldt` defines no constant `credit_item_typ`; did you mean `credit_item_type`?"
                ),
                (
                    "②",
                    "error: campus `humboldt` has no lookup `item_typ`; did you mean `item_type`?"
                ),
                (
                    "③",
                    "error: lookup `item_type` of campus `humboldt` has no column `text`; its columns are value"
                ),
                (
                    "④",
                    "error: `lookup.item_type` of campus `humboldt` has up to 12 bytes, its field holds 11; widen the field, or correct the value in line 3 of the campus file"
                ),
                (
                    "⑤",
                    "error: `campus.credit_item_type` of campus `humboldt` has up to 12 bytes, its field holds 11; widen the field, or correct the value in the campus file"
                ),
            ]
        )
        var campus = try CampusVocabulary.humboldt()
        campus.terms = nil
        try expectFindings(
            fields: "  - {name: A, value: ①term, width: 4}",
            [
                (
                    "①",
                    "error: campus `humboldt` declares no terms, and the field shows one; give the campus file `terms` or `term_rule`"
                )
            ],
            campus: campus
        )
    }
}
