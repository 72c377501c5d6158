internal import BursarModel
internal import Declarations
internal import SFSFormat

/// Reads one campus file, all of it, whatever is wrong with parts of it.
struct CampusReading {
    let mapping: Mapping
    let findings: Findings
    let timeZones: TimeZoneFolder

    /// What was read, with the places that later checks point at.
    struct Result {
        var key: CampusKey?
        /// nil where something in the file is an error.
        var campus: Campus?
        var places: CampusPlaces
    }

    func read() -> Result {
        let key = mapping.required(string: "campus").flatMap(readKey)
        let name = mapping.requiredElement("name")?.text(atMost: 200)
        let almaInstitution = mapping.required(string: "alma_institution").flatMap(readInstitution)
        let institutionNumber = mapping.string("institution_number").flatMap(readNumber)
        let businessUnit = mapping.required(string: "business_unit").flatMap(readBusinessUnit)
        let timeZone = mapping.required(string: "time_zone").flatMap(readTimeZone)
        let state = mapping.requiredElement("state")?.choice(of: CampusState.self)
        let confirmation = mapping.mapping("layout_confirmed").flatMap(readConfirmation)
        let successor = mapping.string("succeeded_by").flatMap(readKey)
        let contacts = readContacts()
        let loadSettings = readLoadSettings()
        let exports = readExports(of: key, state: state?.value)
        let outbox = readOutbox(of: key)
        let students = readStudents()
        let constants = readConstants()
        let lookups = readLookups()
        let terms = readTerms()
        let termDate = mapping.choice("term_date", of: TermDate.self)?.value ?? .feeDate
        let limits = readLimits()
        let skip = readSkipRules()
        let retention = readRetention()
        if let state { checkState(state, key: key, successor: successor) }
        mapping.finish()

        let places = CampusPlaces(of: mapping, exports: exports.map(\.places))
        guard !findings.hasErrors, let key, let name, let almaInstitution, let businessUnit,
            let timeZone, let state, let outbox, let students
        else { return Result(key: key, places: places) }
        let campus = Campus(
            key: key,
            name: name,
            almaInstitution: almaInstitution,
            institutionNumber: institutionNumber,
            businessUnit: businessUnit,
            timeZone: timeZone,
            state: state.value,
            layoutConfirmed: confirmation,
            succeededBy: successor,
            contacts: contacts,
            loadSettings: loadSettings,
            exports: exports.map(\.profile),
            outbox: outbox,
            students: students,
            constants: constants,
            lookups: lookups,
            terms: terms,
            termDate: termDate,
            limits: limits,
            skip: skip,
            retention: retention
        )
        return Result(key: key, campus: campus, places: places)
    }
}

/// Where in a campus file stands what is compared with other files.
struct CampusPlaces: Sendable {
    var key: Place
    var almaInstitution: Place
    var institutionNumber: Place
    var outbox: Place
    var successor: Place
    var terms: Place
    var exports: [ProfilePlaces]

    init(of mapping: Mapping, exports: [ProfilePlaces]) {
        key = mapping.element("campus")?.place ?? mapping.place
        almaInstitution = mapping.element("alma_institution")?.place ?? key
        institutionNumber = mapping.element("institution_number")?.place ?? key
        outbox = mapping.element("outbox")?.place ?? key
        successor = mapping.element("succeeded_by")?.place ?? key
        terms = mapping.element("terms")?.place ?? key
        self.exports = exports
    }
}
