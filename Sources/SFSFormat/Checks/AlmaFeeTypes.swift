internal import BursarModel
internal import Declarations

/// The fee types that Alma itself has.
///
/// Seen in exports and in Ex Libris' documentation. The list is open, so that a code which is not in
/// it is right as such; one that nearly is one of these was misspelled.
enum AlmaFeeTypes {
    static let known =
        [
            "OVERDUEFINE", "RECALLEDOVERDUEFINE", "OVERDUENOTIFICATIONFINE",
            "LOSTITEMREPLACEMENTFEE", "LOSTITEMPROCESSFEE", "DAMAGEDITEMFINE",
            "LIBRARYCARDREPLACEMENT", "ISSUELIBRARYCARD", "CARDRENEWAL", "LOCKERKEY",
            "SERVICEFEE", "DOCUMENTDELIVERYSERVICE", "OTHER", "CREDIT",
        ] + (1...9).map { "CUSTOMER_DEFINED_0\($0)" } + ["CUSTOMER_DEFINED_10"]

    /// What a type was meant to be, where it nearly is one of Alma's.
    static func meant(by type: String) -> String? {
        known.contains(type) ? nil : Spelling.nearest(type, among: known, within: 2)
    }

    static func check(_ type: Placed<String>, findings: Findings) {
        guard let nearest = meant(by: type.value) else { return }
        findings.warning(
            "`\(quoted(type.value))` is no fee type that Alma has by itself",
            at: type.place,
            hint: "did you mean `\(quoted(nearest))`?"
        )
    }
}
