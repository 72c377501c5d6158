internal import BursarModel
internal import Declarations

/// Fee types that a format asks for by name, beside those that the campus's lookups list.
enum CampusFeeTypes {
    static func check(
        _ format: FormatDeclaration,
        for campus: CampusVocabulary,
        findings: ErrorCounter
    ) {
        for file in format.files {
            let tables = file.fields.flatMap(\.values).compactMap { value -> LookupTable? in
                guard case .lookup(let name, _) = value else { return nil }
                return campus.lookups[name]
            }.filter(\.asksFeeType)
            // A table with a default has a value for every type.
            guard !tables.isEmpty, !tables.contains(where: \.takesAnyFeeType) else { continue }
            let listed = tables.flatMap(\.feeTypes)
            let conditions =
                [file.condition].compactMap(\.self)
                + file.fields.flatMap { field in
                    field.branches.compactMap(\.condition) + [field.onlyWhen].compactMap(\.self)
                }
            for condition in conditions.flatMap(\.withNested) {
                for (type, place) in zip(condition.feeTypes ?? [], condition.feeTypePlaces)
                where type != "CREDIT" && !listed.contains(type)
                    && AlmaFeeTypes.meant(by: type) == nil
                {
                    findings.warning(
                        "no lookup of campus `\(campus.key)` lists the fee type `\(quoted(type))`",
                        at: place,
                        hint: nearest(type, among: listed)
                            ?? "add it to the lookup, or leave it out here"
                    )
                }
            }
        }
    }
}
