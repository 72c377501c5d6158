import BursarModel
import PostgreSQL

/// Tells which record of an arranged output each of its fees stands in.
///
/// It hands over the place of a fee, the place of the first fee of the same record, and, where
/// the two are one, the record's number: so it needs to remember nothing of millions of fees.
public typealias FeePlacements = (
    _ place: (_ fee: Int64, _ first: Int64, _ record: Int64?) throws -> Void
) throws -> Void

extension Ledger {
    /// Records where the fees of an output stand in its file.
    ///
    /// - Throws: `LedgerError.booksDoNotBalance` where a fee has no record, or more than one.
    func place(_ placements: FeePlacements, in output: Int, of campus: CampusKey) throws {
        let fees = try stage(placements)
        let placed = try connection.execute(
            """
            insert into ledger.output_record (campus, output, place, record)
            select \(campus.text), \(output), s.place, r.record
            from pg_temp.placement_staging s
            join pg_temp.placement_staging r on r.place = s.first and r.record is not null
            """,
            deadline: .seconds(60 + fees / 10_000)
        )
        let expected: Int64? = try connection.query(
            "select fees from ledger.output where campus = \(campus.text) and output = \(output)"
        ).first?.get("fees")
        guard Int64(placed) == fees, fees == expected else {
            throw LedgerError.booksDoNotBalance(
                campus,
                "output \(output) has records for \(placed) of \(fees) fees"
            )
        }
    }

    /// Brings placements into a temporary table, and counts them.
    func stage(_ placements: FeePlacements) throws -> Int64 {
        try connection.execute(
            """
            create temporary table if not exists placement_staging (
                place bigint not null,
                first bigint not null,
                record bigint
            )
            """
        )
        try connection.execute("truncate pg_temp.placement_staging")
        let copy = try connection.copyIn(
            "copy pg_temp.placement_staging (place, first, record) from stdin (format binary)"
        )
        var fees: Int64 = 0
        do {
            try placements { place, first, record in
                fees += 1
                try copy.beginRow(columns: 3)
                try copy.append(place)
                try copy.append(first)
                if let record { try copy.append(record) } else { try copy.appendNull() }
            }
        } catch {
            try copy.cancel()
            throw error
        }
        _ = try copy.finish()
        try connection.execute(
            "analyze pg_temp.placement_staging",
            deadline: .seconds(60 + fees / 10_000)
        )
        return fees
    }
}
