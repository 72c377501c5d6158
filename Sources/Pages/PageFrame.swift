public import BursarModel
public import Status

/// What every page has around its content: who looks, when, and where they may go.
public struct PageFrame: Sendable {
    public var viewer: Viewer
    /// The moment that the figures are of.
    public var asOf: Timestamp
    public var isDemo: Bool
    /// The path that was asked for, such as `/runs`: its place in the navigation is the current one.
    public var path: String
    /// Whether the viewer may follow single fees, which show students' ids.
    public var canTrace: Bool
    public var canLogOut: Bool
    /// Whether the viewer has other campuses to choose from, at `/campus`.
    public var canChoose: Bool
    /// Whether there are pages to go to: not before somebody of several campuses has chosen one.
    public var hasPages: Bool
    /// An IANA name: the clock of lines that are about no single campus.
    public var timeZone: String
    /// The campuses' names and clocks, for lists whose rows know only keys; a key that is not there
    /// is shown in words.
    public var labels: [CampusKey: CampusLabel]

    public init(
        viewer: Viewer,
        asOf: Timestamp,
        isDemo: Bool,
        path: String,
        canTrace: Bool = false,
        canLogOut: Bool = false,
        canChoose: Bool = false,
        hasPages: Bool = true,
        timeZone: String = "America/Los_Angeles",
        labels: [CampusKey: CampusLabel] = [:]
    ) {
        self.viewer = viewer
        self.asOf = asOf
        self.isDemo = isDemo
        self.path = path
        self.canTrace = canTrace
        self.canLogOut = canLogOut
        self.canChoose = canChoose
        self.hasPages = hasPages
        self.timeZone = timeZone
        self.labels = labels
    }

    /// The viewer's first page.
    var home: String { hasPages ? viewer.campus.map(Links.campus) ?? "/" : "/" }

    /// A path as this viewer gets it: who has several campuses stays at the one that is looked at,
    /// whichever was chosen before.
    func path(to target: String) -> String {
        guard canChoose, let campus = viewer.campus else { return target }
        return "\(target)?campus=\(campus.text)"
    }

    var clock: CampusClock { CampusClock(timeZone) }

    func name(of campus: CampusKey) -> String {
        labels[campus]?.name ?? CampusName.capitalised(campus)
    }

    func clock(of campus: CampusKey) -> CampusClock { labels[campus]?.clock ?? clock }
}
