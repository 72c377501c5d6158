internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Item types of PeopleSoft have 12 digits at most; a longer one is cut or refused at the load.
enum ItemTypes {
    private static let longest = 12

    /// Whether a lookup or a constant of that name holds item types.
    private static func areMeant(by name: String) -> Bool {
        name == "item_type" || name.hasSuffix("_item_type")
    }

    /// - Returns: whether no item type is too long.
    static func check(
        _ constant: Placed<String>,
        named name: String,
        findings: Findings
    ) -> Bool {
        !areMeant(by: name) || check(constant, findings: findings)
    }

    static func check(_ table: LookupTable, named name: String, findings: Findings) -> Bool {
        guard areMeant(by: name) else { return true }
        let values = ["value", "code", "item_type"].flatMap(table.placedValues)
        return values.reduce(true) { check($1, findings: findings) && $0 }
    }

    private static func check(_ value: Placed<String>, findings: Findings) -> Bool {
        if value.value.utf8.count > longest {
            findings.error(
                "the item type has \(value.value.utf8.count) characters, PeopleSoft's have \(longest) at most",
                at: value.place,
                hint: "compare it with the campus's list of item types"
            )
            return false
        }
        if !value.value.utf8.allSatisfy({ $0.decimalDigit != nil }) {
            findings.warning(
                "the item type has more than digits",
                at: value.place,
                hint: "compare it with the campus's list of item types: PeopleSoft's have 12 digits"
            )
        }
        return true
    }
}
