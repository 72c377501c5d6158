public import BursarModel
public import SFSFormat

/// What a campus file says, checked: a run needs nothing else of a campus but its formats.
public struct Campus: Sendable {
    public var key: CampusKey
    public var name: String
    /// The Alma institution zone, such as `01CALS_HUL`.
    ///
    /// No two live campuses share one.
    public var almaInstitution: String
    /// What Alma puts into InstitutionId; nil until somebody wrote it down.
    public var institutionNumber: String?
    /// PeopleSoft's BUSINESS_UNIT, at most 5 characters.
    ///
    /// Never derived: they are irregular.
    public var businessUnit: String
    /// A name of the time zone database, such as `America/Los_Angeles`.
    public var timeZone: String
    public var state: CampusState
    /// nil: shown as unconfirmed everywhere.
    public var layoutConfirmed: LayoutConfirmation?
    /// The campus that a retired one has become part of.
    public var succeededBy: CampusKey?
    public var contacts: [String]
    public var loadSettings: LoadSettings
    /// One for each Alma bursar integration profile, in the order of the file.
    public var exports: [ExportProfile]
    public var outbox: OutboxAddress
    /// The ids that have an SFS account; all other borrowers are `other`.
    public var students: BytePattern
    /// Texts that formats read as `campus.NAME`.
    public var constants: [String: String]
    public var lookups: [String: LookupTable]
    /// nil where no format of the campus asks for a term.
    public var terms: CampusTerms?
    public var termDate: TermDate
    public var limits: HoldLimits
    public var skip: [SkipRule]
    public var retention: Retention
}
