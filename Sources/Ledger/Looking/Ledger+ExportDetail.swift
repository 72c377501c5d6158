public import BursarModel
import PostgreSQL

extension Ledger {
    /// An export with its books, its outputs and what of it waits; nil where there is none.
    public func exportDetail(_ id: ExportID) throws -> ExportDetail? {
        guard
            let row = try connection.query(
                """
                select c.file_name, encode(c.sha256, 'hex') as hex, c.bytes, c.export_number, c.state,
                    c.reason, c.message, c.received_at, c.taken_at, c.booked_at, c.profile_code, c.run,
                    c.revision, \(PostgresStatement.summedBooks)
                from ledger.export c
                where c.campus = \(id.campus.text) and c.export = \(id.number)
                group by c.campus, c.export
                """
            ).first
        else { return nil }
        guard let state = ExportState(rawValue: try row.get("state")) else {
            throw LedgerError.unexpectedState("an export in the ledger is not readable")
        }
        let books = try row.books()
        let itself = HeldItemID.export(id.campus, id.number)
        return ExportDetail(
            id: id.reported,
            campus: id.campus,
            export: ExportSummary(
                file: try row.get("file_name"),
                sha256: try row.get("hex"),
                exportNumber: try row.get("export_number"),
                state: state,
                reason: try row.get("reason"),
                message: try row.get("message"),
                read: books.read,
                receivedAt: Timestamp(try row.get("received_at") as PostgresTimestamp)
            ),
            bytes: try row.get("bytes"),
            profileCode: try row.get("profile_code"),
            run: try row.get("run"),
            revision: try row.get("revision"),
            books: books,
            takenAt: Timestamp(try row.get("taken_at") as PostgresTimestamp),
            bookedAt: (try row.get("booked_at") as PostgresTimestamp?).map(Timestamp.init),
            outputs: try outputs(ofExport: id),
            held: try (state == .held ? [heldItem(itself)].compactMap(\.self) : [])
                + heldFees(ofExport: id)
        )
    }

    /// The outputs that an export's fees went to, void ones included.
    private func outputs(ofExport id: ExportID) throws -> [OutputSummary] {
        try connection.query(
            """
            \(PostgresStatement.outputColumns), o.recovered_by is not null as recovered
            from ledger.output o
            join registry.revision r on r.campus = o.campus and r.revision = o.revision
            where o.campus = \(id.campus.text) and o.output in (
                select c.output
                from ledger.export x
                -- Charges are found by the time at which they were booked.
                join ledger.charge c on c.campus = x.campus and c.booked_at = x.booked_at
                where x.campus = \(id.campus.text) and x.export = \(id.number)
                  and c.export = x.export and c.output is not null
                union
                select f.output
                from ledger.held_fee f
                where f.campus = \(id.campus.text) and f.export = \(id.number)
                  and f.output is not null
            )
            order by o.output
            """,
            deadline: .seconds(120)
        ).map(OutputSummary.init)
    }

    private func heldFees(ofExport id: ExportID) throws -> [HeldItem] {
        try connection.query(
            """
            \(PostgresStatement.heldFeeColumns)
            where f.campus = \(id.campus.text) and f.export = \(id.number) and f.state = 'open'
            order by f.ordinal, f.held
            """
        ).map(HeldItem.init(fee:))
    }
}
