public import BursarModel
import PostgreSQL

/// An export of the ledger with its books, as `verify` goes through them.
public struct BookedExportRecord: Sendable {
    public var export: Int
    public var file: TakenExport
    public var exportNumber: String?
    public var state: ExportState
    /// A person ended it: all that can be read of it is skipped.
    public var isWrittenOff: Bool
    /// The run that gave it its state.
    public var run: String
    public var revision: Int
    public var bookedAt: Timestamp?
    public var books: Books
    /// Whether its file and the personal data of its fees were given up.
    public var isPurged: Bool
}

/// A campus's part in a run with its books, to be computed anew.
public struct BookedRun: Sendable {
    public var run: String
    public var books: Books
    public var released: Tally
    /// What the held fees come to that the run released.
    public var releasedFees: Tally
}

extension Ledger {
    /// Lends one state of the database, whatever others write meanwhile.
    public func snapshot<Outcome>(_ body: () throws -> Outcome) throws -> Outcome {
        try connection.transaction(.repeatableRead) {
            // Files are read for a long time between two statements.
            try connection.execute("set local idle_in_transaction_session_timeout = '1h'")
            return try body()
        }
    }

    /// Every export of a campus, in the order of their numbers.
    public func bookedExports(of campus: CampusKey) throws -> [BookedExportRecord] {
        try connection.query(
            "select * from ledger.export where campus = \(campus.text) order by export",
            deadline: .seconds(120)
        ).map { row in
            guard let state = ExportState(rawValue: try row.get("state")) else {
                throw LedgerError.unexpectedState("an export in the ledger is not readable")
            }
            return BookedExportRecord(
                export: try row.get("export"),
                file: try TakenExport(row),
                exportNumber: try row.get("export_number"),
                state: state,
                isWrittenOff: (try row.get("reason") as String?) == "written_off",
                run: try row.get("run"),
                revision: try row.get("revision"),
                bookedAt: (try row.get("booked_at") as PostgresTimestamp?).map { Timestamp($0) },
                books: try row.books(),
                isPurged: (try row.get("purged_at") as PostgresTimestamp?) != nil
            )
        }
    }

    /// Of how many of a purged export's fees the ledger still has something.
    public func keptFees(of export: BookedExportRecord, at campus: CampusKey) throws -> Int64 {
        try connection.query(
            """
            select count(distinct ordinal) as count
            from (
                select ordinal from ledger.purged
                where campus = \(campus.text) and export = \(export.export)
                  and booked_at = \(orNull: export.bookedAt?.postgres)
                union all
                select ordinal from ledger.duplicate
                where campus = \(campus.text) and export = \(export.export)
                union all
                select ordinal from ledger.held_fee
                where campus = \(campus.text) and export = \(export.export)
            ) f
            """,
            deadline: .seconds(120 + export.books.read.count / 10_000)
        ).first?.get("count") ?? 0
    }

    /// Every output of a campus whose bytes are fixed and that is not void.
    ///
    /// Where fees of one were purged, it cannot be rendered any more.
    public func outputsInForce(
        of campus: CampusKey
    ) throws -> [(output: PlannedOutput, records: Int64, isCollected: Bool, isPurged: Bool)] {
        try connection.query(
            """
            with whole as (
                select o.output from ledger.output o
                where o.campus = \(campus.text) and o.purged_at is null
                  and not exists (
                    select from ledger.purged p
                    where p.campus = o.campus and p.booked_at = o.planned_at
                      and p.output = o.output)
                  and not exists (
                    select from ledger.held_fee h
                    where h.campus = o.campus and h.output = o.output and h.fingerprint is null)
            )
            select o.*, w.output is null as is_purged
            from ledger.output o
            left join whole w using (output)
            where o.campus = \(campus.text) and o.state not in ('planned', 'void')
            order by output
            """,
            deadline: .seconds(120)
        ).map { row in
            (
                try PlannedOutput(row), try row.get("records"),
                (try row.get("collected_at") as PostgresTimestamp?) != nil,
                try row.get("is_purged")
            )
        }
    }

    /// Charges that belong to no export of their campus: nothing that was read.
    ///
    /// A charge that a person released a further time has the key of one that an export brought.
    public func strayCharges(of campus: CampusKey) throws -> Int64 {
        try connection.query(
            """
            select count(*) as count
            from ledger.charge c
            where c.campus = \(campus.text) and c.generation = 1
              and not exists (
                select from ledger.export x
                where x.campus = c.campus and x.export = c.export and x.booked_at = c.booked_at)
            """,
            deadline: .seconds(600)
        ).first?.get("count") ?? 0
    }

    /// The books of a campus's runs; a rehearsal has none.
    public func bookedRuns(of campus: CampusKey) throws -> [BookedRun] {
        try connection.query(
            """
            select r.*, coalesce(f.count, 0) as fees_count,
                coalesce(f.charge_cents, 0) as fees_charge_cents,
                coalesce(f.credit_cents, 0) as fees_credit_cents
            from ledger.campus_run r
            left join (
                select settled_by, \(tallyColumns: ())
                from ledger.held_fee
                where campus = \(campus.text) and state = 'released'
                group by settled_by
            ) f on f.settled_by = r.run
            where r.campus = \(campus.text) and r.outcome <> 'trial'
            order by r.run
            """,
            deadline: .seconds(120)
        ).map { row in
            BookedRun(
                run: try row.get("run"),
                books: try row.books(),
                released: try row.tally("released_"),
                releasedFees: try row.tally("fees_")
            )
        }
    }

    /// How many fees of an output stand in another record than the placements say.
    public func misplacedFees(
        _ placements: FeePlacements?,
        of output: Int,
        at campus: CampusKey
    ) throws -> Int64 {
        guard let placements else {
            return try connection.query(
                """
                select count(*) as count from ledger.output_record
                where campus = \(campus.text) and output = \(output)
                """
            ).first?.get("count") ?? 0
        }
        let fees = try stage(placements)
        return try connection.query(
            """
            select count(*) as count
            from (
                select s.place, r.record
                from pg_temp.placement_staging s
                join pg_temp.placement_staging r on r.place = s.first and r.record is not null
            ) s
            full join (
                select place, record from ledger.output_record
                where campus = \(campus.text) and output = \(output)
            ) o using (place)
            where s.record is distinct from o.record
            """,
            deadline: .seconds(60 + fees / 10_000)
        ).first?.get("count") ?? 0
    }
}
