public import BursarModel

/// What a campus lends to a format: its names, constants, lookups and terms.
public struct CampusVocabulary: Sendable {
    public var key: CampusKey
    public var name: String
    public var businessUnit: String
    /// A format reads them as `campus.NAME`.
    public var constants: [String: String]
    public var lookups: [String: LookupTable]
    /// Nil where the campus declares no terms: then a format that asks for one is refused.
    public var terms: CampusTerms?
    public var termDate: TermDate
    /// The ids that have an account in SFS.
    public var students: BytePattern
    public var unreadable = UnreadableVocabulary()

    public init(
        key: CampusKey,
        name: String,
        businessUnit: String,
        constants: [String: String] = [:],
        lookups: [String: LookupTable] = [:],
        terms: CampusTerms? = nil,
        termDate: TermDate = .feeDate,
        students: BytePattern
    ) {
        self.key = key
        self.name = name
        self.businessUnit = businessUnit
        self.constants = constants
        self.lookups = lookups
        self.terms = terms
        self.termDate = termDate
        self.students = students
    }
}
