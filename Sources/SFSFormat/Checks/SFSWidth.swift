internal import BursarModel
internal import Declarations

/// The widest value that PeopleSoft holds, in bytes of the output's encoding.
///
/// Source: the field widths of SFS (docs/sfs-layouts.md). A layout that declares more is a
/// warning, because a campus's loader may cut or move what it reads.
enum SFSWidth {
    static let emplid = 11  // text: leading zeros are part of the id
    static let itemType = 12
    static let term = 4
    static let businessUnit = 5
    static let accountType = 3
    static let reference = 30
    static let description = 30
    static let currency = 3
    static let origin = 5
    static let groupID = 15
    /// 16 digits before a point, and two behind it.
    static let amount = 19

    /// By a field's name, where it is one that PeopleSoft's people use.
    private static let byName: [String: Int] = [
        "EMPLID": emplid, "ITEM_TYPE": itemType, "STRM": term, "TERM": term,
        "ACCOUNT_TERM": term, "BUSINESS_UNIT": businessUnit, "ACCOUNT_TYPE": accountType,
        "REF1_DESCR": reference, "REFERENCE": reference, "REFERENCE_NBR": reference,
        "DESCR": description, "DESCRIPTION": description, "ITEM_DESCR": description,
        "CURRENCY": currency, "CURRENCY_CD": currency, "ORIGIN": origin, "ORIGIN_ID": origin,
        "GROUP_ID": groupID, "GROUP_ID_SF": groupID,
    ]

    /// By what a field shows.
    ///
    /// `nil` for a value that can stand in columns of any meaning.
    private static func widest(_ value: FormatValue) -> (label: Message, bytes: Int)? {
        switch value {
        case .text(.userValue): ("an EMPLID", emplid)
        case .term: ("a term", term)
        case .businessUnit: ("a business unit", businessUnit)
        case .amount: ("an amount", amount)
        case .lookup(let name, let column):
            isItemType(name) && (column == FormatValue.soleColumn || column == "code")
                ? ("an item type", itemType) : nil
        case .constant(let name): isItemType(name) ? ("an item type", itemType) : nil
        default: nil
        }
    }

    /// Whether a lookup or a constant of that name holds item types.
    static func isItemType(_ name: String) -> Bool {
        name == "item_type" || name.hasSuffix("_item_type")
    }

    static func check(_ field: FieldDeclaration, findings: Findings) {
        guard let declared = field.width ?? field.most else { return }
        if let name = field.name, let widest = byName[normal(name.value)] {
            guard declared.value > widest else { return }
            findings.warning(
                "`\(quoted(name.value))` is \(declared.value) bytes wide, PeopleSoft holds \(widest)",
                at: declared.place,
                hint: "compare it with the layout that the campus's loader has"
            )
            return
        }
        let limits = field.branches.map { branch -> (label: Message, bytes: Int)? in
            if case .value(let value, _) = branch.content { widest(value.value) } else { nil }
        }
        let known = limits.compactMap(\.self)
        guard known.count == limits.count, let least = known.max(by: { $0.bytes < $1.bytes }),
            declared.value > least.bytes
        else { return }
        findings.warning(
            "the field is \(declared.value) bytes wide, \(least.label) has \(least.bytes) in PeopleSoft at most",
            at: declared.place,
            hint: "compare it with the layout that the campus's loader has"
        )
    }

    /// `Item Type` and `item-type` are `ITEM_TYPE`.
    private static func normal(_ name: String) -> String {
        name.uppercased().split(whereSeparator: { $0 == " " || $0 == "-" }).joined(separator: "_")
    }
}
