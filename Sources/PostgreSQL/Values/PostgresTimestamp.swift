/// A moment as `timestamptz` holds it: microseconds, without a zone of its own.
public struct PostgresTimestamp: Hashable, Comparable, Sendable {
    public var microsecondsSince1970: Int64

    public init(microsecondsSince1970: Int64) {
        self.microsecondsSince1970 = microsecondsSince1970
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.microsecondsSince1970 < right.microsecondsSince1970
    }
}

extension PostgresTimestamp {
    /// As PostgreSQL counts them; a moment beyond its range becomes the last that it has.
    var microsecondsSince2000: Int64 {
        let (moment, overflow) = microsecondsSince1970.subtractingReportingOverflow(Self.epoch)
        return overflow ? .min + 1 : moment
    }

    /// Nil for PostgreSQL's two infinities, and for what no `Int64` holds when counted from 1970.
    init?(microsecondsSince2000 moment: Int64) {
        let (microseconds, overflow) = moment.addingReportingOverflow(Self.epoch)
        guard !overflow, moment != .min else { return nil }
        self.init(microsecondsSince1970: microseconds)
    }

    /// 2000-01-01 00:00 UTC.
    private static let epoch: Int64 = 946_684_800_000_000
}
