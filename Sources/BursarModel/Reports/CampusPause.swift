/// Since when a campus is paused, by whom and why.
public struct CampusPause: Hashable, Sendable, Encodable {
    public var since: Timestamp
    public var by: String
    /// What the person said who paused it; nil where it is the campus file that says `paused`.
    public var reason: String?

    public init(since: Timestamp, by: String, reason: String?) {
        self.since = since
        self.by = by
        self.reason = reason
    }

    /// Whether only `campus resume` ends it.
    public var isByCommand: Bool { reason != nil }

    private enum CodingKeys: String, CodingKey {
        case since, by, reason
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(by, forKey: .by)
        try container.encode(reason, forKey: .reason)
    }
}

extension CampusPause {
    /// `paused since 2026-11-20 by registrar: the layout is being tested again`.
    ///
    /// The day is that at the campus.
    public func message(since day: CalendarDate) -> Message {
        let why: Message = reason.map { ": \(Printable($0))" } ?? ", by its file"
        return "paused since \(day) by \(Printable(by))\(why)"
    }
}
