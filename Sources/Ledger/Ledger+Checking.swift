public import BursarModel
public import Digests
import PostgreSQL

/// What `check` asks of the books, beside which it shows what it shows.
extension Ledger {
    /// The highest number that an output of a campus has among those of a business day; 0 without.
    public func lastSequence(of date: CalendarDate, at campus: CampusKey) throws -> Int {
        try connection.lastSequence(of: date, at: campus)
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
}
