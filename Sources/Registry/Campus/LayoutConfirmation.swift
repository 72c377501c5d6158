public import BursarModel

/// Who at the campus confirmed its layout, and when; without it a campus cannot become live.
public struct LayoutConfirmation: Hashable, Sendable {
    public var date: CalendarDate
    public var by: String

    public init(date: CalendarDate, by: String) {
        self.date = date
        self.by = by
    }
}
