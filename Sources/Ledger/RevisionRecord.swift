public import BursarModel

/// A campus's configuration as the database records it.
public struct RevisionRecord: Sendable {
    public struct Profile: Sendable, Equatable {
        public var code: ProfileCode
        public var location: String
        public var schedule: String
        public var overdueAfterSeconds: Int64
        public var startsAfter: CalendarDate?
        public var format: String

        public init(
            code: ProfileCode,
            location: String,
            schedule: String,
            overdueAfterSeconds: Int64,
            startsAfter: CalendarDate?,
            format: String
        ) {
            self.code = code
            self.location = location
            self.schedule = schedule
            self.overdueAfterSeconds = overdueAfterSeconds
            self.startsAfter = startsAfter
            self.format = format
        }
    }

    public struct Source: Sendable, Equatable {
        public var name: String
        public var text: String

        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    public var campus: CampusKey
    public var name: String
    /// What the campus file says.
    public var state: CampusState
    public var timeZone: String
    public var layoutConfirmed: Bool
    public var outbox: String
    public var loadSettings: [LoadSetting]
    /// The last day of its term table; nil where it has none.
    public var termsEnd: CalendarDate?
    public var profiles: [Profile]
    public var sources: [Source]
    /// SHA-256 over the sources.
    public var fingerprint: [UInt8]

    public init(
        campus: CampusKey,
        name: String,
        state: CampusState,
        timeZone: String,
        layoutConfirmed: Bool,
        outbox: String,
        loadSettings: [LoadSetting],
        termsEnd: CalendarDate? = nil,
        profiles: [Profile],
        sources: [Source],
        fingerprint: [UInt8]
    ) {
        self.campus = campus
        self.name = name
        self.state = state
        self.timeZone = timeZone
        self.layoutConfirmed = layoutConfirmed
        self.outbox = outbox
        self.loadSettings = loadSettings
        self.termsEnd = termsEnd
        self.profiles = profiles
        self.sources = sources
        self.fingerprint = fingerprint
    }
}

/// What onboarding did to one campus.
public enum RevisionChange: String, Sendable {
    case added
    case changed
    case unchanged
}

/// A campus and its revision in force, with what is open: what a run decides by whether to look in.
public struct CampusInForce: Sendable {
    public var campus: CampusKey
    public var revision: Int
    public var name: String
    public var state: CampusState
    /// There where the campus is paused.
    public var pause: CampusPause?
    public var timeZone: String
    public var layoutConfirmed: Bool
    public var outbox: String
    public var profiles: [RevisionRecord.Profile]
    /// The places where its exports come, each once, in the order of the campus file.
    public var locations: [String] {
        profiles.map(\.location).reduce(into: []) { places, place in
            if !places.contains(place) { places.append(place) }
        }
    }
    /// Outputs on their way, which a run finishes before anything else.
    public var unfinishedOutputs: Int
    /// Open held fees and exports that were judged with another revision, program or day.
    public var heldToJudgeAnew: Int
    /// Open held fees and exports.
    public var openHeld: Int
    /// How many of them are exports.
    public var openHeldExports: Int
}
