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

    /// By a field's name, where it is one that PeopleSoft's people use.
    private static let byName: [String: Int] = [
        "EMPLID": emplid, "ITEM_TYPE": itemType, "STRM": term, "TERM": term,
        "ACCOUNT_TERM": term, "BUSINESS_UNIT": businessUnit, "ACCOUNT_TYPE": accountType,
        "REF1_DESCR": reference, "REFERENCE": reference, "REFERENCE_NBR": reference,
        "DESCR": description, "DESCRIPTION": description, "ITEM_DESCR": description,
        "CURRENCY": currency, "CURRENCY_CD": currency, "ORIGIN": origin, "ORIGIN_ID": origin,
        "GROUP_ID": groupID, "GROUP_ID_SF": groupID,
    ]

    static func check(
        _ field: FieldDeclaration,
        encoding: OutputEncoding,
        findings: Findings
    ) {
        guard let name = field.name,
            let widest = byName[
                name.value.uppercased().split(whereSeparator: { $0 == " " || $0 == "-" })
                    .joined(separator: "_")
            ],
            let declared = field.width ?? field.most, declared.value > widest
        else { return }
        findings.warning(
            "`\(quoted(name.value))` is \(declared.value) bytes wide, PeopleSoft holds \(widest)",
            at: declared.place
        )
    }
}
