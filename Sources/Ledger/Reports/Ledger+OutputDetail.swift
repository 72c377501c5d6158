public import BursarModel
import PostgreSQL

extension Ledger {
    /// Everything that is known of an output; nil where there is none.
    public func outputDetail(_ id: OutputID) throws -> OutputDetail? {
        guard let summary = try outputSummary(id),
            let row = try connection.query(
                """
                select *, (
                    select count(*) from ledger.held_fee h
                    where h.campus = o.campus and h.from_output = o.output and h.state = 'open'
                ) as held_fees
                from ledger.output o
                where campus = \(id.campus.text) and output = \(id.number)
                """
            ).first
        else { return nil }
        let planned = try PlannedOutput(row)
        return OutputDetail(
            output: summary,
            revision: planned.revision,
            format: planned.format,
            runDate: planned.runDate,
            runSequence: planned.runSequence,
            plannedAt: planned.plannedAt,
            stagedAt: try (row.get("staged_at") as PostgresTimestamp?).map(Timestamp.init),
            voidAt: try (row.get("void_at") as PostgresTimestamp?).map(Timestamp.init),
            voidedBy: try row.get("voided_by"),
            note: try row.get("note"),
            decision: planned.decision.map { decision in
                PersonsDecision(
                    decision: decision.kind.rawValue,
                    by: decision.person,
                    reason: decision.reason,
                    at: decision.decidedAt
                )
            },
            madeOf: try outputsThatGave(to: id),
            wentTo: try outputsThatTook(from: id),
            heldFees: try row.get("held_fees"),
            charges: try charges(of: planned, at: id.campus)
        )
    }

    /// The void outputs whose fees an output holds.
    func outputsThatGave(to id: OutputID) throws -> [OutputDetail.Link] {
        try links(
            connection.query(
                """
                select o.campus, o.output, o.name, o.state, f.fees
                from (
                    select from_output, count(*) as fees
                    from ledger.held_fee
                    where campus = \(id.campus.text) and output = \(id.number)
                      and from_output is not null
                    group by from_output
                ) f
                join ledger.output o on o.campus = \(id.campus.text) and o.output = f.from_output
                order by o.output
                """
            )
        )
    }

    /// The outputs that the fees of a void one went to.
    func outputsThatTook(from id: OutputID) throws -> [OutputDetail.Link] {
        try links(
            connection.query(
                """
                select o.campus, o.output, o.name, o.state, f.fees
                from (
                    select output, count(*) as fees
                    from ledger.held_fee
                    where campus = \(id.campus.text) and from_output = \(id.number)
                      and output is not null
                    group by output
                ) f
                join ledger.output o on o.campus = \(id.campus.text) and o.output = f.output
                order by o.output
                """
            )
        )
    }

    private func links(_ rows: [PostgresRow]) throws -> [OutputDetail.Link] {
        try rows.map { row in
            guard let campus = CampusKey(try row.get("campus") as String),
                let state = OutputState(rawValue: try row.get("state"))
            else { throw LedgerError.unexpectedState("an output in the ledger is not readable") }
            return OutputDetail.Link(
                id: OutputID(campus, try row.get("output")).reported,
                name: try row.get("name"),
                state: state,
                fees: try row.get("fees")
            )
        }
    }

    private func charges(
        of output: PlannedOutput,
        at campus: CampusKey
    ) throws -> [OutputDetail.Charge] {
        try connection.query(
            """
            select c.*, x.file_name, coalesce(r.record, c.place) as record,
                campus || '-' || c.output as output_id
            from (
                select campus, output, record as place, kind, id, export, ordinal, student_id,
                    fee_type, library, cents, fee_date, bucket
                from ledger.charge
                where campus = \(campus.text) and booked_at = \(output.plannedAt.postgres)
                  and output = \(output.output)
                union all
                select campus, output, record, kind, id, export, ordinal, student_id, fee_type,
                    library, cents, fee_date, bucket
                from ledger.held_fee
                where campus = \(campus.text) and output = \(output.output)
                  and state = 'released'
            ) c
            join ledger.export x using (campus, export)
            left join ledger.output_record r using (campus, output, place)
            order by 1, 2, coalesce(r.record, c.place), c.place
            """,
            deadline: .seconds(120)
        ).map { row in
            let id: String? = try row.get("id")
            let place = FeePlace(export: try row.get("export"), ordinal: try row.get("ordinal"))
            return OutputDetail.Charge(
                record: try row.get("record"),
                charge: place.text(at: campus),
                transactionID: try row.get("kind") == "btx" ? id : nil,
                fee: try FeeVersion(row)
            )
        }
    }
}

extension FeeVersion {
    init(_ row: PostgresRow) throws {
        self.init(
            export: try row.get("file_name"),
            ordinal: try row.get("ordinal"),
            studentID: try row.get("student_id"),
            feeType: try row.get("fee_type"),
            library: try row.get("library"),
            amountCents: try row.get("cents"),
            date: try (row.get("fee_date") as PostgresDate?).flatMap { CalendarDate($0) },
            bucket: try row.get("bucket"),
            output: try row.get("output_id")
        )
    }
}
