public import BursarModel
public import Digests
import PostgreSQL

/// What `check` and a cut-over ask of the books, beside which they show what they show.
extension Ledger {
    /// The numbers that a campus's outputs have drawn for a business day.
    public func dayCounts(of campus: CampusKey, on date: CalendarDate) throws -> DayCounts {
        try connection.dayCounts(of: date, at: campus)
    }

    /// The export that was booked with these bytes, or else under this number.
    public func booked(
        sha256: SHA256Digest,
        exportNumber: String?,
        at campus: CampusKey
    ) throws -> (export: BookedExport, isSame: Bool)? {
        let same = try connection.query(
            """
            select * from ledger.export
            where campus = \(campus.text) and sha256 = \(sha256.bytes) and state = 'converted'
            limit 1
            """
        ).first.map(BookedExport.init)
        if let same { return (same, true) }
        guard let exportNumber else { return nil }
        return try booked(exportNumber: exportNumber, at: campus).map { ($0, false) }
    }

    /// Those of these names under which an export was booked.
    ///
    /// A file of such a name is never sent: it is a duplicate, or held as `name_reused`.
    public func bookedNames(among names: [String], at campus: CampusKey) throws -> Set<String> {
        let rows = try connection.query(
            """
            select distinct file_name from ledger.export
            where campus = \(campus.text) and file_name = any (\(names)::text[])
              and state = 'converted'
            """
        )
        var booked: Set<String> = []
        for row in rows { booked.insert(try row.get("file_name")) }
        return booked
    }
}
