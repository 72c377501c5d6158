/// What an export says of itself as a whole, known once it was read to a well-formed end.
public struct ExportHeader: Equatable, Sendable {
    /// The different export numbers in their order: one in a good export.
    ///
    /// None is `no_export_number`, two are `two_export_numbers`; the caller judges. At most eight
    /// are kept.
    public var exportNumbers: [String] = []
    /// The different texts of `InstitutionId` in their order, `null` and empty ones left out.
    ///
    /// A campus's export has one. At most eight are kept.
    public var institutionIDs: [String] = []
    /// Elements that Alma did not write in any export seen: passed over and counted.
    public var unknownElements: Int64 = 0
    public var fees: Int64 = 0
    /// Borrowers: `userExportedFineFeesList` elements, as Alma's job report counts users.
    public var users: Int64 = 0
    /// What a person should know of, though nothing is held for it.
    public var warnings: [ExportWarning] = []

    public init() {}
}
