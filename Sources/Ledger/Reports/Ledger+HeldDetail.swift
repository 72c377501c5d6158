public import BursarModel
public import Digests
import PostgreSQL

extension Ledger {
    /// A held fee or export with what became of it; nil where there is none.
    ///
    /// The versions of a fee carry students' ids, which no viewer of pages gets: a campus sees the
    /// versions without them, and the consortium, which may not read fees, sees none.
    public func heldDetail(_ id: HeldItemID) throws -> HeldDetail? {
        guard let item = try heldItem(id) else { return nil }
        switch id {
        case .fee(let campus, let number):
            var detail = try heldFeeDetail(item, number, at: campus)
            let isOneOfMany = item.reason == .changed || item.reason == .suspectedDuplicate
            if isOneOfMany, viewer != .consortium {
                detail?.versions = try versions(ofFee: number, at: campus).map { version in
                    var version = version
                    if viewer != nil { version.studentID = nil }
                    return version
                }
            }
            return detail
        case .export(let campus, let number):
            return try heldExportDetail(item, number, at: campus)
        }
    }

    private func heldFeeDetail(
        _ item: HeldItem,
        _ number: Int,
        at campus: CampusKey
    ) throws -> HeldDetail? {
        func id(_ output: Int?) -> String? { output.map { OutputID(campus, $0).reported } }
        return try connection.query(
            """
            select state, joins_next, output, from_output, decision, decided_by, decision_reason,
                decided_at
            from ledger.held_fee
            where campus = \(campus.text) and held = \(number)
            """
        ).first.map { row in
            let state: HeldDetail.State =
                switch try row.get("state") as String {
                case "open": try row.get("joins_next") ? .released : .open
                case "released": .sent
                default: .writtenOff
                }
            return HeldDetail(
                item: item,
                state: state,
                output: id(try row.get("output")),
                fromOutput: id(try row.get("from_output")),
                decision: try PersonsDecision(row)
            )
        }
    }

    private func heldExportDetail(
        _ item: HeldItem,
        _ number: Int,
        at campus: CampusKey
    ) throws -> HeldDetail? {
        try connection.query(
            """
            select state, joins_next, decision, decided_by, decision_reason,
                written_off_at as decided_at
            from ledger.export
            where campus = \(campus.text) and export = \(number)
            """
        ).first.map { row in
            let isHeld = try row.get("state") == "held"
            return HeldDetail(
                item: item,
                state: !isHeld ? .writtenOff : try row.get("joins_next") ? .released : .open,
                decision: try PersonsDecision(row)
            )
        }
    }

    /// The fee itself, then all that it is held against, in the order in which they came.
    ///
    /// By the key; and, where fees came without a transaction id, by what makes two of them equal.
    private func versions(ofFee number: Int, at campus: CampusKey) throws -> [FeeVersion] {
        try connection.query(
            """
            with this as (
                select campus, held, kind, id, export, ordinal, student_id, fee_type, library, cents,
                    fee_date, reason, output
                from ledger.held_fee
                where campus = \(campus.text) and held = \(number)
            ), version as (
                select 0 as place, export, ordinal, student_id, fee_type, library, cents, fee_date,
                    'held' as bucket, output
                from this
                union all
                select 1, c.export, c.ordinal, c.student_id, c.fee_type, c.library, c.cents,
                    c.fee_date, c.bucket, c.output
                from this f
                join ledger.charge c on c.campus = f.campus and c.kind = f.kind and c.id = f.id
                where (c.export, c.ordinal) <> (f.export, f.ordinal)
                union all
                select 1, c.export, c.ordinal, c.student_id, c.fee_type, c.library, c.cents,
                    c.fee_date, c.bucket, c.output
                from this f
                join ledger.charge c on c.campus = f.campus and c.kind = 'drv'
                where f.reason = 'suspected_duplicate' and f.kind = 'btx'
                  and (c.student_id, c.cents, c.fee_type, c.fee_date)
                      = (f.student_id, f.cents, f.fee_type, f.fee_date)
                union all
                select 1, h.export, h.ordinal, h.student_id, h.fee_type, h.library, h.cents,
                    h.fee_date, 'held', h.output
                from this f
                join ledger.held_fee h on h.campus = f.campus and h.kind = f.kind and h.id = f.id
                where h.held <> f.held and h.from_output is null
                  and not exists (
                    select from ledger.charge c
                    where c.campus = h.campus and c.kind = h.kind and c.id = h.id
                      and c.export = h.export and c.ordinal = h.ordinal)
            )
            select v.*, x.file_name, x.campus || '-' || v.output as output_id
            from version v
            join ledger.export x on x.campus = \(campus.text) and x.export = v.export
            order by v.place, v.export, v.ordinal
            limit 100
            """,
            deadline: .seconds(120)
        ).map(FeeVersion.init)
    }

    /// How many of these fees the ledger knows, by key and fingerprint.
    public func compare(
        _ fees: [(key: String, isDerived: Bool, fingerprint: SHA256Digest)],
        at campus: CampusKey
    ) throws -> ExportComparison {
        let row = try connection.query(
            """
            select count(*) filter (where k.known = 0) as new,
                count(*) filter (where k.same) as same,
                count(*) filter (where k.known > 0 and not k.same) as changed
            from unnest(
                \(fees.map(\.key))::text[],
                \(fees.map { $0.isDerived ? "drv" : "btx" })::text[],
                \(fees.map(\.fingerprint.hex))::text[]
            ) as f (id, kind, fingerprint)
            cross join lateral (
                select count(*) as known,
                    coalesce(bool_or(encode(c.fingerprint, 'hex') = f.fingerprint), false) as same
                from ledger.charge c
                where c.campus = \(campus.text) and c.kind = f.kind and c.id = f.id
            ) k
            """,
            deadline: .seconds(120)
        ).first
        guard let row else { return ExportComparison() }
        return ExportComparison(
            new: try row.get("new"),
            same: try row.get("same"),
            changed: try row.get("changed")
        )
    }
}

extension PersonsDecision {
    /// Nil where nobody has decided on what the row tells of.
    init?(_ row: PostgresRow) throws {
        guard let decision: String = try row.get("decision") else { return nil }
        self.init(
            decision: decision,
            by: try row.get("decided_by"),
            reason: try row.get("decision_reason"),
            at: try (row.get("decided_at") as PostgresTimestamp?).map(Timestamp.init)
        )
    }
}
