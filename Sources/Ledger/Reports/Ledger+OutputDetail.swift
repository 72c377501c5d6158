public import BursarModel
import PostgreSQL

extension Ledger {
    /// Everything that is known of an output; nil where there is none.
    ///
    /// Its fees are what a viewer of pages has no right to: without them it holds nothing of students.
    public func outputDetail(_ id: OutputID, withCharges: Bool = true) throws -> OutputDetail? {
        guard let summary = try outputSummary(id),
            let row = try connection.query(
                """
                select o.revision, o.format, o.run_date, o.run_sequence, o.planned_at, o.staged_at,
                    o.void_at, o.voided_by, o.note, o.decision, o.decided_by, o.decided_at,
                    o.decision_reason, (
                        select count(*) from ledger.held_fee h
                        where h.campus = o.campus and h.from_output = o.output and h.state = 'open'
                    ) as held_fees
                from ledger.output o
                where o.campus = \(id.campus.text) and o.output = \(id.number)
                """
            ).first
        else { return nil }
        guard let runDate = CalendarDate(try row.get("run_date") as PostgresDate) else {
            throw LedgerError.unexpectedState("an output in the ledger is not readable")
        }
        let plannedAt: PostgresTimestamp = try row.get("planned_at")
        return OutputDetail(
            output: summary,
            revision: try row.get("revision"),
            format: try row.get("format"),
            runDate: runDate,
            runSequence: try row.get("run_sequence"),
            plannedAt: Timestamp(plannedAt),
            stagedAt: try (row.get("staged_at") as PostgresTimestamp?).map(Timestamp.init),
            voidAt: try (row.get("void_at") as PostgresTimestamp?).map(Timestamp.init),
            voidedBy: try row.get("voided_by"),
            note: try row.get("note"),
            decision: try PersonsDecision(row),
            madeOf: try links(of: id, in: "output", to: "from_output"),
            wentTo: try links(of: id, in: "from_output", to: "output"),
            heldFees: try row.get("held_fees"),
            charges: withCharges ? try charges(of: id, plannedAt: plannedAt) : []
        )
    }

    /// The outputs that an output's fees came from, or went to: a fee that left one for another has
    /// both in its row.
    private func links(
        of id: OutputID,
        in own: PostgresStatement,
        to other: PostgresStatement
    ) throws -> [OutputDetail.Link] {
        try connection.query(
            """
            select o.output, o.name, o.state, f.fees
            from (
                select \(other) as output, count(*) as fees
                from ledger.held_fee
                where campus = \(id.campus.text) and \(own) = \(id.number)
                  and \(other) is not null
                group by \(other)
            ) f
            join ledger.output o on o.campus = \(id.campus.text) and o.output = f.output
            order by o.output
            """
        ).map { row in
            guard let state = OutputState(rawValue: try row.get("state")) else {
                throw LedgerError.unexpectedState("an output in the ledger is not readable")
            }
            return OutputDetail.Link(
                id: OutputID(id.campus, try row.get("output")).reported,
                name: try row.get("name"),
                state: state,
                fees: try row.get("fees")
            )
        }
    }

    private func charges(
        of id: OutputID,
        plannedAt: PostgresTimestamp
    ) throws -> [OutputDetail.Charge] {
        try connection.query(
            """
            select c.*, x.file_name, coalesce(r.record, c.place) as record,
                campus || '-' || c.output as output_id
            from (
                select campus, output, record as place, kind, id, export, ordinal, student_id,
                    fee_type, library, cents, fee_date, bucket
                from ledger.charge
                where campus = \(id.campus.text) and booked_at = \(plannedAt)
                  and output = \(id.number)
                union all
                select campus, output, record, kind, id, export, ordinal, student_id, fee_type,
                    library, cents, fee_date, bucket
                from ledger.held_fee
                where campus = \(id.campus.text) and output = \(id.number)
                  and state = 'released'
            ) c
            join ledger.export x using (campus, export)
            left join ledger.output_record r using (campus, output, place)
            order by 1, 2, coalesce(r.record, c.place), c.place
            """,
            deadline: .seconds(120)
        ).map { row in
            let transaction: String? = try row.get("id")
            let place = FeePlace(export: try row.get("export"), ordinal: try row.get("ordinal"))
            return OutputDetail.Charge(
                record: try row.get("record"),
                charge: place.text(at: id.campus),
                transactionID: try row.get("kind") == "btx" ? transaction : nil,
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
