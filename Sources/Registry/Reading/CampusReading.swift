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
        /// What of the campus could be read, for further checks; nil where even the key is missing.
        var campus: Campus?
        /// What stands in the file but could not be read.
        var unreadable: UnreadableVocabulary
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

        let sound = exports.compactMap { reading in
            reading.profile.map { (profile: $0, places: reading.places) }
        }
        var places = CampusPlaces(of: mapping, exports: sound.map(\.places))
        places.formats = exports.compactMap(\.format)
        places.constants = names(in: "constants")
        places.lookups = names(in: "lookups")
        var unreadable = UnreadableVocabulary()
        unreadable.constants = Set(places.constants.map(\.value)).subtracting(constants.keys)
        unreadable.lookups = Set(places.lookups.map(\.value)).subtracting(lookups.keys)
        unreadable.terms = places.termsKey != nil && terms == nil
        guard let checkedKey = key ?? likelyKey, let nowhere = FolderPath("unreadable/outbox"),
            let students = students ?? anybody
        else {
            return Result(key: key, unreadable: unreadable, places: places)
        }
        // What stands in for an unreadable value is seen by no check, and the campus is refused.
        let campus = Campus(
            key: checkedKey,
            name: name ?? "",
            almaInstitution: almaInstitution ?? "",
            institutionNumber: institutionNumber,
            businessUnit: businessUnit ?? "",
            timeZone: timeZone ?? "",
            state: state?.value ?? .planned,
            layoutConfirmed: confirmation,
            succeededBy: successor,
            contacts: contacts,
            loadSettings: loadSettings,
            exports: sound.map(\.profile),
            outbox: outbox ?? .folder(nowhere, group: nil),
            students: students,
            constants: constants,
            lookups: lookups,
            terms: terms,
            termDate: termDate,
            limits: limits,
            skip: skip,
            retention: retention
        )
        return Result(key: key, campus: campus, unreadable: unreadable, places: places)
    }

    /// What a key was probably meant to be: as written in small letters, or the file's name.
    private var likelyKey: CampusKey? {
        let file = findings.file.split(separator: "/").last?.prefix { $0 != "." } ?? ""
        guard case .scalar(let text) = mapping.element("campus")?.value else {
            return CampusKey(String(file))
        }
        return CampusKey(text.lowercased()) ?? CampusKey(String(file))
    }

    /// The names in a mapping whose keys are free, whatever their values are.
    private func names(in key: StaticString) -> [Placed<String>] {
        guard case .mapping = mapping.element(key)?.value else { return [] }
        return mapping.mapping(key)?.entries().map(\.key) ?? []
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
    /// Of `terms` or `term_rule`, where one of them stands.
    var termsKey: Place?
    var students: Place?
    var constants: [Placed<String>] = []
    var lookups: [Placed<String>] = []
    /// One for each of the campus's profiles.
    var exports: [ProfilePlaces]
    /// The formats that are named, also by profiles that could not be read.
    var formats: [Placed<String>] = []

    init(of mapping: Mapping, exports: [ProfilePlaces]) {
        key = mapping.element("campus")?.place ?? mapping.place
        almaInstitution = mapping.element("alma_institution")?.place ?? key
        institutionNumber = mapping.element("institution_number")?.place ?? key
        outbox = mapping.element("outbox")?.place ?? key
        successor = mapping.element("succeeded_by")?.place ?? key
        terms = mapping.element("terms")?.place ?? key
        if mapping.has("terms") || mapping.has("term_rule") {
            termsKey = mapping.place(of: mapping.has("terms") ? "terms" : "term_rule")
        }
        students = mapping.element("students")?.place
        self.exports = exports
    }
}
