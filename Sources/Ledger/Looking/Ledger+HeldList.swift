public import BursarModel
import PostgreSQL

/// A page of what waits for a person.
public struct HeldList: Sendable {
    public var items: [HeldItem]
    /// All that waits, on this page or not, by campus and reason.
    public var counts: [CampusKey: [HeldCount]]
    /// Where the list goes on; nil at its end.
    public var next: ListPlace<HeldItemID>?
}

extension ListPlace where ID == HeldItemID {
    public init?(_ text: String) { self.init(text, id: HeldItemID.init) }
}

extension Ledger {
    /// What waits for a person, at one campus or all: exports first, since all fees of one wait
    /// with it, then fees; those first that wait the longest.
    ///
    /// It is cut and continued in the database, however much waits.
    public func heldList(
        at campus: CampusKey?,
        after place: ListPlace<HeldItemID>? = nil,
        limit: Int
    ) throws -> HeldList {
        // One more than is shown tells whether the list goes on.
        let wanted = limit + 1
        var items: [HeldItem] = []
        switch place?.id {
        case nil:
            items = try heldExports(at: campus, after: nil, limit: wanted)
            items += try heldFees(at: campus, after: nil, limit: wanted - items.count)
        case .export(let owner, let number)?:
            items = try heldExports(
                at: campus,
                after: place.map { ($0.time, owner, number) },
                limit: wanted
            )
            items += try heldFees(at: campus, after: nil, limit: wanted - items.count)
        case .fee(let owner, let number)?:
            items = try heldFees(
                at: campus,
                after: place.map { ($0.time, owner, number) },
                limit: wanted
            )
        }
        let shown = Array(items.prefix(limit))
        var next: ListPlace<HeldItemID>?
        if items.count > limit, let last = shown.last, let id = HeldItemID(last.id) {
            next = ListPlace(last.since, id)
        }
        return HeldList(items: shown, counts: try heldByReason(at: campus), next: next)
    }

    private typealias Place = (time: Timestamp, campus: CampusKey, number: Int)

    private func heldExports(
        at campus: CampusKey?,
        after place: Place?,
        limit: Int
    ) throws -> [HeldItem] {
        try connection.query(
            """
            \(PostgresStatement.heldExportColumns)
            where state = 'held'
              and (\(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text))
              and (\(orNull: place?.time.postgres)::timestamptz is null
                or (decided_at, campus, export) > (\(orNull: place?.time.postgres),
                    \(orNull: place?.campus.text), \(orNull: place?.number)))
            order by decided_at, campus, export
            limit \(limit)
            """
        ).map(HeldItem.init(export:))
    }

    private func heldFees(
        at campus: CampusKey?,
        after place: Place?,
        limit: Int
    ) throws -> [HeldItem] {
        try connection.query(
            """
            \(PostgresStatement.heldFeeColumns)
            where f.state = 'open'
              and (\(orNull: campus?.text)::text is null or f.campus = \(orNull: campus?.text))
              and (\(orNull: place?.time.postgres)::timestamptz is null
                or (f.since, f.campus, f.held) > (\(orNull: place?.time.postgres),
                    \(orNull: place?.campus.text), \(orNull: place?.number)))
            order by f.since, f.campus, f.held
            limit \(limit)
            """
        ).map(HeldItem.init(fee:))
    }
}
