import PostgreSQL

/// How many rows of which kind a ledger holds, for tests that nothing was added or lost.
public struct LedgerCounts: Equatable, Sendable {
    public var charges: Int64 = 0
    /// Of fees without a transaction id.
    public var derivedCharges: Int64 = 0
    public var heldFees: Int64 = 0
    public var exports: Int64 = 0
    public var outputs: Int64 = 0
    public var unfinishedOutputs: Int64 = 0
    public var campusRuns: Int64 = 0
    /// Archived files that a purge gave up and that are not known to be gone.
    public var filesToRemove: Int64 = 0
    /// The sum of the cents of all charges that stand in an output.
    public var centsInOutputs: Int64 = 0

    init() {}

    init(in database: TestDatabase) throws {
        let connection = try database.connect()
        defer { connection.close() }
        let rows = try connection.query(
            """
            select
                (select count(*) from ledger.charge) as charges,
                (select count(*) from ledger.charge where kind = 'drv') as derived,
                (select count(*) from ledger.held_fee) as held,
                (select count(*) from ledger.export) as exports,
                (select count(*) from ledger.output) as outputs,
                (select count(*) from ledger.output where state not in ('published', 'void')) as unfinished,
                (select count(*) from ledger.campus_run) as campus_runs,
                (select count(*) from ledger.purged_file where removed_at is null) as to_remove,
                (select coalesce(sum(cents), 0)::bigint from (
                    select cents from ledger.charge where output is not null
                    union all
                    select cents from ledger.held_fee where output is not null) c) as cents
            """
        )
        guard let row = rows.first else { return }
        charges = try row.get("charges")
        derivedCharges = try row.get("derived")
        heldFees = try row.get("held")
        exports = try row.get("exports")
        outputs = try row.get("outputs")
        unfinishedOutputs = try row.get("unfinished")
        campusRuns = try row.get("campus_runs")
        filesToRemove = try row.get("to_remove")
        centsInOutputs = try row.get("cents")
    }

    static func books(
        ofExport number: Int,
        in database: TestDatabase
    ) throws -> [String: Int64] {
        let connection = try database.connect()
        defer { connection.close() }
        let rows = try connection.query("select * from ledger.export where export = \(number)")
        guard let row = rows.first else { return [:] }
        var books: [String: Int64] = [:]
        for bucket in ["read", "written", "diverted", "held", "duplicate", "skipped"] {
            let count: Int64 = try row.get("\(bucket)_count")
            if count != 0 { books[bucket] = count }
        }
        return books
    }
}
