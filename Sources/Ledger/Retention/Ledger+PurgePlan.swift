public import BursarModel
public import Digests
import PostgreSQL

extension Ledger {
    /// What a purge of a campus would give up now; changes nothing.
    public func purgePlan(
        of campus: CampusKey,
        in timeZone: String,
        until horizon: PurgeHorizon
    ) throws -> PurgePlan {
        var plan = PurgePlan(horizon: horizon)
        for row in try connection.query(
            """
            select b.export, b.is_open, x.booked_at
            from ledger.exports_before(\(campus.text),
                    ((\(horizon.files.postgres)::date + 1)::timestamp at time zone \(timeZone))) b
            join ledger.export x on x.campus = \(campus.text) and x.export = b.export
            order by b.export
            """,
            deadline: .seconds(120)
        ) {
            let export: Int = try row.get("export")
            if try row.get("is_open") {
                plan.open.append(export)
            } else {
                let bookedAt: PostgresTimestamp? = try row.get("booked_at")
                plan.exports.append(
                    PurgePlan.Export(export: export, bookedAt: bookedAt.map(Timestamp.init))
                )
            }
        }
        let exports = plan.exports.map(\.export)
        plan.outputs = try connection.query(
            """
            select output
            from ledger.outputs_before(\(campus.text),
                ((\(horizon.files.postgres)::date + 1)::timestamp at time zone \(timeZone)),
                \(exports)::bigint[]::integer[])
            order by output
            """,
            deadline: .seconds(120)
        ).map { try $0.get("output") }
        plan.forgotten = try connection.query(
            """
            select export from ledger.export
            where campus = \(campus.text) and forgotten_at is null
              and taken_at < ((\(horizon.ledger.postgres)::date + 1)::timestamp at time zone \(timeZone))
              and (purged_at is not null or export = any (\(exports)::bigint[]))
            order by export
            """
        ).map { try $0.get("export") }
        return plan
    }

    /// The charges and student ids that a plan is about.
    public func count(_ plan: inout PurgePlan, of campus: CampusKey) throws {
        let row = try connection.query(
            """
            select c.charges, c.ids + h.ids as ids
            from (
                select count(*) as charges, count(student_id) as ids
                from ledger.charge
                where campus = \(campus.text) and export = any (\(plan.exports.map(\.export))::bigint[])
            ) c, (
                select count(student_id) as ids
                from ledger.held_fee
                where campus = \(campus.text) and export = any (\(plan.exports.map(\.export))::bigint[])
            ) h
            """,
            deadline: .seconds(600)
        ).first
        plan.charges = try row?.get("charges") ?? 0
        plan.studentIDs = try row?.get("ids") ?? 0
    }

    /// The SHA-256 of the archived files that nothing is left of once a plan is carried out.
    ///
    /// A file stays while an export or output that is kept has the same content.
    public func files(of plan: PurgePlan, at campus: CampusKey) throws -> Set<SHA256Digest> {
        let exports = plan.exports.map(\.export)
        let rows = try connection.query(
            """
            select sha256
            from (
                select sha256, export = any (\(exports)::bigint[]) as goes
                from ledger.export
                where campus = \(campus.text) and purged_at is null
                union all
                select sha256, output = any (\(plan.outputs)::bigint[])
                from ledger.output
                where campus = \(campus.text) and purged_at is null and sha256 is not null
            ) f
            group by sha256
            having bool_and(goes)
            """
        )
        return Set(try rows.compactMap { SHA256Digest(bytes: try $0.get("sha256") as [UInt8]) })
    }

    /// The archived files that a purge has given up and that may still be there.
    public func filesToRemove(at campus: CampusKey) throws -> Set<SHA256Digest> {
        let rows = try connection.query(
            """
            select distinct f.sha256
            from ledger.purged_file f
            where f.campus = \(campus.text) and f.removed_at is null
            """
        )
        return Set(try rows.compactMap { SHA256Digest(bytes: try $0.get("sha256") as [UInt8]) })
    }

    /// Those files that came again since, and belong to an export that is kept.
    public func keptAgain(at campus: CampusKey) throws -> Set<SHA256Digest> {
        let rows = try connection.query(
            """
            select distinct f.sha256
            from ledger.purged_file f
            where f.campus = \(campus.text) and f.removed_at is null
              and (exists (
                    select from ledger.export x
                    where x.campus = f.campus and x.sha256 = f.sha256 and x.purged_at is null)
                or exists (
                    select from ledger.output o
                    where o.campus = f.campus and o.sha256 = f.sha256 and o.purged_at is null))
            """
        )
        return Set(try rows.compactMap { SHA256Digest(bytes: try $0.get("sha256") as [UInt8]) })
    }

    /// The given-up files are gone from the archive, or stay because they came again.
    public func markRemoved(under claim: Claim, at now: Timestamp) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            try connection.execute(
                """
                update ledger.purged_file
                set removed_at = \(now.postgres)
                where campus = \(claim.campus.text) and removed_at is null
                """
            )
        }
    }

    /// By what the HMAC keys of purged campuses are known.
    public func purgeCheckValues() throws -> [CampusKey: SHA256Digest] {
        var values: [CampusKey: SHA256Digest] = [:]
        for row in try connection.query("select campus, check_value from ledger.purge_key") {
            guard let campus = CampusKey(try row.get("campus") as String),
                let value = SHA256Digest(bytes: try row.get("check_value") as [UInt8])
            else { throw LedgerError.unexpectedState("a purge key's check value is not readable") }
            values[campus] = value
        }
        return values
    }
}
