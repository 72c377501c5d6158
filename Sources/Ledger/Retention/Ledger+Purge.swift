public import BursarModel
public import Digests
import Failpoints
import PostgreSQL

/// On whose word a campus is purged, and with what.
public struct PurgeTerms {
    public var person: String
    public var hubVersion: String
    public var now: Timestamp
    public var key: HMACKey

    public init(person: String, hubVersion: String, now: Timestamp, key: HMACKey) {
        self.person = person
        self.hubVersion = hubVersion
        self.now = now
        self.key = key
    }
}

extension Ledger {
    /// How many charges are marked and moved at a time, whatever an export's size.
    private static let batch = 10_000

    /// Gives up what a plan names, all or nothing; the files are removed afterwards.
    ///
    /// The marks are computed here and not by the server, so that the key is in no statement, log
    /// or backup of the database. What may go is decided by `ledger.purge_charges` once more.
    ///
    /// - Returns: the plan, with what was counted on the way.
    public func purge(_ plan: PurgePlan, under claim: Claim, _ terms: PurgeTerms) throws
        -> PurgePlan
    {
        var plan = plan
        let files = try files(of: plan, at: claim.campus)
        try connection.repeatedTransaction {
            try hold(claim)
            plan.charges = 0
            plan.studentIDs = try heldStudentIDs(of: plan, at: claim.campus)
            let check = PurgeMarks.checkValue(of: terms.key, for: claim.campus)
            try executeAsPurge(
                """
                select ledger.purge_charges(\(claim.campus.text), \(claim.epoch), \(check.bytes),
                    \(plan.exports.map(\.export))::bigint[]::integer[],
                    \(plan.outputs)::bigint[]::integer[], '{}', '{}', '{}', '{}', '{}', '{}', '{}')
                """,
                within: .seconds(600)
            )
            let marks = PurgeMarks(terms.key, of: claim.campus)
            for export in plan.exports {
                guard let bookedAt = export.bookedAt else { continue }
                try move(export.export, bookedAt: bookedAt, marks, check, under: claim, &plan)
            }
            try moveFurther(of: plan.exports.map(\.export), marks, check, under: claim, &plan)
            try Failpoint.reached("purge.after_charges")
            // What is forgotten may have been moved only now.
            try executeAsPurge(
                """
                select ledger.purge_charges(\(claim.campus.text), \(claim.epoch), \(check.bytes),
                    '{}', '{}', \(plan.forgotten)::bigint[]::integer[],
                    '{}', '{}', '{}', '{}', '{}', '{}')
                """,
                within: .seconds(600)
            )
            try recordPurge(plan, files: files, under: claim, terms)
            // The files go next, under the same claim.
            try prolong(claim)
            try connection.audit(
                AuditEntry(plan, files: files.count, at: claim.campus, by: terms.person)
            )
            try Failpoint.reached("purge.before_commit")
        }
        try Failpoint.reached("purge.after_commit")
        return plan
    }

    /// Whether this session may call for a moment what takes charges away; no run's login may.
    public func mayPurge() throws -> Bool {
        try connection.query(
            "select pg_has_role(session_user, \(LedgerRole.purge.name), 'member') as may"
        ).first?.get("may") ?? false
    }

    /// Does one statement with the rights of the purge role, within a transaction.
    ///
    /// That role may call one function; all else of a purge is done with the rights of runs, which
    /// may not call it. So a purge is one transaction, and no evening's login can purge.
    private func executeAsPurge(_ statement: PostgresStatement, within deadline: Duration) throws {
        let role: String? = try connection.query("select current_setting('role') as role")
            .first?.get("role")
        guard let role else { throw LedgerError.unexpectedState("the session has no role") }
        try connection.execute("set local role bursarhub_purge")
        try connection.execute(statement, deadline: deadline)
        try connection.execute("select set_config('role', \(role), true)")
    }

    private func heldStudentIDs(of plan: PurgePlan, at campus: CampusKey) throws -> Int64 {
        try connection.query(
            """
            select count(student_id) as ids from ledger.held_fee
            where campus = \(campus.text) and export = any (\(plan.exports.map(\.export))::bigint[])
            """,
            deadline: .seconds(120)
        ).first?.get("ids") ?? 0
    }

    /// Marks the charges of one export and moves them, a batch at a time.
    private func move(
        _ export: Int,
        bookedAt: Timestamp,
        _ marks: PurgeMarks,
        _ check: SHA256Digest,
        under claim: Claim,
        _ plan: inout PurgePlan
    ) throws {
        try connection.execute("close all")
        try connection.execute(
            """
            declare charges_to_purge no scroll cursor for
            select kind, id, generation::bigint as generation, fingerprint,
                student_id is not null as has_student
            from ledger.charge
            where campus = \(claim.campus.text) and booked_at = \(bookedAt.postgres)
              and export = \(export)
            """
        )
        try moveSelected(marks, check, under: claim, &plan)
    }

    /// Charges that a person released a further time are as old as that; there is no index for them.
    private func moveFurther(
        of exports: [Int],
        _ marks: PurgeMarks,
        _ check: SHA256Digest,
        under claim: Claim,
        _ plan: inout PurgePlan
    ) throws {
        guard !exports.isEmpty else { return }
        try connection.execute("close all")
        try connection.execute(
            """
            declare charges_to_purge no scroll cursor for
            select kind, id, generation::bigint as generation, fingerprint,
                student_id is not null as has_student
            from ledger.charge
            where campus = \(claim.campus.text) and export = any (\(exports)::bigint[])
            """
        )
        try moveSelected(marks, check, under: claim, &plan)
    }

    private func moveSelected(
        _ marks: PurgeMarks,
        _ check: SHA256Digest,
        under claim: Claim,
        _ plan: inout PurgePlan
    ) throws {
        while true {
            let rows = try connection.query(
                "fetch forward 10000 from charges_to_purge",
                deadline: .seconds(120)
            )
            guard !rows.isEmpty else { return }
            let batch = try PurgeBatch(rows, marks)
            try executeAsPurge(
                """
                select ledger.purge_charges(\(claim.campus.text), \(claim.epoch), \(check.bytes),
                    '{}', '{}', '{}', \(batch.kinds), \(batch.ids),
                    \(batch.generations)::bigint[]::integer[], \(batch.marks),
                    \(batch.places)::bigint[]::integer[], \(batch.fingerprints))
                """,
                within: .seconds(300)
            )
            plan.charges += Int64(rows.count)
            plan.studentIDs += batch.students
            if rows.count < Ledger.batch { return }
        }
    }

    private func recordPurge(
        _ plan: PurgePlan,
        files: Set<SHA256Digest>,
        under claim: Claim,
        _ terms: PurgeTerms
    ) throws {
        let row = try connection.query(
            """
            insert into ledger.purge (
                campus, purge, run, person, hub_version, revision, files_until, ledger_until,
                exports, outputs, charges, student_ids, forgotten, purged_at)
            select \(claim.campus.text), coalesce(max(purge), 0) + 1, \(claim.run), \(terms.person),
                \(terms.hubVersion), \(claim.revision), \(plan.horizon.files.postgres),
                \(plan.horizon.ledger.postgres), \(plan.exports.count), \(plan.outputs.count),
                \(plan.charges), \(plan.studentIDs), \(plan.forgotten.count), \(terms.now.postgres)
            from ledger.purge
            where campus = \(claim.campus.text)
            returning purge
            """
        ).first
        guard let purge: Int = try row?.get("purge") else {
            throw LedgerError.unexpectedState("a purge was not recorded")
        }
        let digests = files.map(\.bytes)
        let recorded = try connection.execute(
            """
            insert into ledger.purged_file (campus, purge, sha256)
            select \(claim.campus.text), \(purge), f.sha256
            from unnest(\(digests)) as f (sha256)
            """
        )
        guard recorded == digests.count else {
            throw LedgerError.unexpectedState("a purged file was not recorded")
        }
    }
}

extension AuditEntry {
    fileprivate init(_ plan: PurgePlan, files: Int, at campus: CampusKey, by person: String) {
        self.init(
            .purged,
            at: campus,
            by: person,
            facts: [
                AuditFact("files_until", plan.horizon.files),
                AuditFact("ledger_until", plan.horizon.ledger),
                AuditFact("exports", plan.exports.count),
                AuditFact("outputs", plan.outputs.count),
                AuditFact("charges", plan.charges),
                AuditFact("student_ids", plan.studentIDs),
                AuditFact("files", files),
                AuditFact("forgotten", plan.forgotten.count),
            ]
        )
    }
}

/// Some charges with their marks, as the columns that a purge takes.
private struct PurgeBatch {
    var kinds: [String] = []
    var ids: [String] = []
    var generations: [Int] = []
    var marks: [[UInt8]] = []
    var places: [Int] = []
    var fingerprints: [[UInt8]] = []
    var students: Int64 = 0

    init(_ rows: [PostgresRow], _ marker: PurgeMarks) throws {
        for row in rows {
            let kind: String = try row.get("kind")
            let id: String = try row.get("id")
            guard let fingerprint = SHA256Digest(bytes: try row.get("fingerprint") as [UInt8]),
                let (mark, place) = marker.mark(kind: kind, id: id)
            else { throw LedgerError.unexpectedState("a charge in the ledger is not readable") }
            kinds.append(kind)
            ids.append(id)
            generations.append(try row.get("generation"))
            marks.append(mark.bytes)
            places.append(place)
            fingerprints.append(marker.mark(fingerprint: fingerprint).bytes)
            if try row.get("has_student") { students += 1 }
        }
    }
}

extension PurgeMarks {
    /// The mark of a key as the ledger has it, and its place among equal derived ones.
    func mark(kind: String, id: String) -> (mark: SHA256Digest, place: Int)? {
        guard kind == "drv" else {
            return (mark(transactionID: Array(id.utf8).span), 0)
        }
        let parts = id.split(separator: ".")
        guard parts.count == 2, let digest = SHA256Digest(hex: parts[0]),
            let place = Int(parts[1])
        else { return nil }
        return (mark(derivedID: digest), place)
    }
}
