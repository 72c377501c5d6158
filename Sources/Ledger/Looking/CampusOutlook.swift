public import BursarModel

/// What a campus's standing is measured by: its calendar, and what came of each of its profiles.
public struct CampusOutlook: Sendable {
    /// The first and the newest export of one profile.
    public struct Arrivals: Sendable, Hashable {
        public struct Moment: Sendable, Hashable {
            public var at: Timestamp
            /// The day at the campus.
            public var day: CalendarDate
        }

        public var first: Moment
        public var last: Moment
    }

    /// The campus's own date.
    public var today: CalendarDate
    /// What the clerk enters at the file load.
    public var loadSettings: [LoadSetting]
    /// The last day of the term table; nil where none is known.
    public var termsEnd: CalendarDate?
    /// By the profile's code; none where nothing came of it.
    public var arrivals: [String: Arrivals]
    /// The last thirty days on which something came; without those on which nothing did.
    public var days: [CalendarDate: DayFigures]
    /// What was said of exports and has not come as it was said.
    public var expectations: [Expectation]

    /// How many days `days` looks back, today included.
    public static let days = 30
}
