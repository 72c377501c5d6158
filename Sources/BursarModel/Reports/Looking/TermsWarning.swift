/// When the end of a campus's term table is a warning: fees after its last day are held.
public enum TermsWarning {
    /// So long before its end, and ever after, everywhere.
    public static let days = 60

    /// The last day of a term table where it is a warning; nil where there is time, or no table.
    public static func end(_ end: CalendarDate?, near today: CalendarDate) -> CalendarDate? {
        end.flatMap { $0.daysSince1970 - today.daysSince1970 <= days ? $0 : nil }
    }
}
