public import BursarModel

/// One Alma bursar integration profile of a campus: where its exports come and what they become.
public struct ExportProfile: Hashable, Sendable {
    /// What the names of its exports begin with.
    public var code: ProfileCode
    public var location: LocationAddress
    public var schedule: ExportSchedule
    /// How long after its time an export counts as overdue.
    public var overdueAfterSeconds: Int64
    /// Cut-over: older exports are listed, never converted.
    public var startsAfter: CalendarDate?
    public var after: AfterPublication
    /// The name of a format.
    public var format: String

    public static let defaultOverdueAfterSeconds: Int64 = 6 * 3600
}
