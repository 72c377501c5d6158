/// What one business day brought a campus: a bar of a sparkline, a cell of a calendar.
public struct DayFigures: Hashable, Sendable, Encodable {
    /// The campus's own date.
    public var day: CalendarDate
    /// Exports that came on it and were booked.
    public var exports: Int64
    public var read: Tally
    /// In SFS outputs.
    public var written: Tally
    /// Exports of the day that are held as a whole.
    public var heldExports: Int64
    /// Whether the schedule of a profile had an export due on this day.
    public var wasDue: Bool

    public init(
        day: CalendarDate,
        exports: Int64 = 0,
        read: Tally = .zero,
        written: Tally = .zero,
        heldExports: Int64 = 0,
        wasDue: Bool = false
    ) {
        self.day = day
        self.exports = exports
        self.read = read
        self.written = written
        self.heldExports = heldExports
        self.wasDue = wasDue
    }

    private enum CodingKeys: String, CodingKey {
        case day, exports, read, written
        case heldExports = "held_exports"
        case wasDue = "was_due"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(day.iso, forKey: .day)
        try container.encode(exports, forKey: .exports)
        try container.encode(read, forKey: .read)
        try container.encode(written, forKey: .written)
        try container.encode(heldExports, forKey: .heldExports)
        try container.encode(wasDue, forKey: .wasDue)
    }
}
