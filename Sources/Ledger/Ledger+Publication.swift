public import BursarModel
import Failpoints
import PostgreSQL

/// The bytes of an output, fixed: what T2 records.
public struct StagedBytes: Sendable {
    public var stagedName: String
    public var sha256: [UInt8]
    public var bytes: Int64
    /// In the file, without header and trailer.
    public var records: Int64
    /// Nil where it would show a student's id: all records are of one borrower.
    public var idHash: String?

    public init(
        stagedName: String,
        sha256: [UInt8],
        bytes: Int64,
        records: Int64,
        idHash: String?
    ) {
        self.stagedName = stagedName
        self.sha256 = sha256
        self.bytes = bytes
        self.records = records
        self.idHash = idHash
    }
}

extension Ledger {
    /// T2: the outputs' bytes are fixed and lie in staging; from now on they are never made anew.
    ///
    /// All outputs of the campus together: they were synced together, and either all are staged or
    /// recovery makes all of them again. `arranged` tells of those whose records do not stand as
    /// the fees came.
    public func markStaged(
        _ staged: [(output: Int, bytes: StagedBytes)],
        arranged: [(output: Int, placements: FeePlacements)] = [],
        under claim: Claim,
        at now: Timestamp
    ) throws {
        guard !staged.isEmpty else { return }
        try connection.repeatedTransaction {
            try hold(claim)
            for (output, bytes) in staged {
                let marked = try connection.execute(
                    """
                    update ledger.output
                    set state = 'staged', epoch = \(claim.epoch), staged_name = \(bytes.stagedName),
                        sha256 = \(bytes.sha256), bytes = \(bytes.bytes),
                        records = \(bytes.records), id_hash = \(orNull: bytes.idHash),
                        staged_at = \(now.postgres)
                    where campus = \(claim.campus.text) and output = \(output)
                      and state = 'planned'
                    """
                )
                try expectOne(marked, output, of: claim, was: .planned)
            }
            for (output, placements) in arranged {
                try place(placements, in: output, of: claim.campus)
            }
        }
        try Failpoint.reached("t2.after_commit")
    }

    /// The output is on its way to a server: from now on nobody knows, until an answer came.
    ///
    /// With it stands where it goes: a campus may get another outbox before it is looked for.
    public func markOnItsWay(_ output: Int, to outbox: String, under claim: Claim) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'in_doubt', epoch = \(claim.epoch), outbox = \(outbox),
                    note = 'being delivered'
                where campus = \(claim.campus.text) and output = \(output)
                  and state in ('staged', 'waiting')
                """
            )
            try expectOne(marked, output, of: claim, was: .staged)
        }
    }

    /// The output, which surely was not delivered yet, goes to the outbox that its campus has now.
    public func redirect(_ output: Int, to outbox: String, under claim: Claim) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let redirected = try connection.execute(
                """
                update ledger.output
                set outbox = \(outbox), epoch = \(claim.epoch)
                where campus = \(claim.campus.text) and output = \(output)
                  and state in ('staged', 'waiting', 'in_doubt')
                """
            )
            try expectOne(redirected, output, of: claim, was: .staged)
        }
    }

    /// T3: the output is in the outbox.
    public func markPublished(
        _ outputs: [Int],
        recovered: Bool,
        under claim: Claim,
        at now: Timestamp
    ) throws {
        guard !outputs.isEmpty else { return }
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set state = 'published', published_at = \(now.postgres), epoch = \(claim.epoch),
                    note = null, recovered_by = \(orNull: recovered ? claim.run : nil)
                where campus = \(claim.campus.text)
                  and output = any (\(outputs)::bigint[])
                  and state in ('staged', 'waiting', 'in_doubt')
                """
            )
            guard marked == outputs.count else {
                throw LedgerError.unexpectedState(
                    "an output of \(claim.campus) was settled meanwhile"
                )
            }
            try noteCollectedBefore(outputs, under: claim, at: now)
            try auditPublication(of: outputs, under: claim)
        }
        try Failpoint.reached("t3.after_commit")
    }

    /// A name was free for an output, so nothing that was delivered under it before is there.
    private func noteCollectedBefore(
        _ outputs: [Int],
        under claim: Claim,
        at now: Timestamp
    ) throws {
        try connection.execute(
            """
            update ledger.output e
            set collected_at = \(now.postgres)
            from ledger.output o
            where o.campus = \(claim.campus.text) and o.output = any (\(outputs)::bigint[])
              and e.campus = o.campus and e.name = o.name and e.outbox = o.outbox
              and e.state = 'published' and e.collected_at is null
              and e.output <> all (\(outputs)::bigint[])
            """
        )
    }

    /// A staged output does not go on by itself: its name is taken, or nobody knows where it is.
    public func mark(
        _ output: Int,
        _ state: OutputState,
        note: Message,
        under claim: Claim
    ) throws {
        try connection.repeatedTransaction {
            try hold(claim)
            let marked = try connection.execute(
                """
                update ledger.output
                set state = \(state.rawValue), epoch = \(claim.epoch), note = \(note.text)
                where campus = \(claim.campus.text) and output = \(output)
                  and state in ('staged', 'waiting', 'in_doubt')
                """
            )
            try expectOne(marked, output, of: claim, was: .staged)
        }
    }

    func expectOne(
        _ changed: Int,
        _ output: Int,
        of claim: Claim,
        was state: OutputState
    ) throws {
        // No row back means that another run was here first.
        guard changed == 1 else {
            throw LedgerError.unexpectedState(
                "output \(output) of \(claim.campus) is no longer \(state)"
            )
        }
    }

    /// Outputs that an interrupted run had planned or staged, in the order of their numbers.
    public func unfinishedOutputs(of campus: CampusKey) throws -> [PlannedOutput] {
        try connection.query(
            """
            select * from ledger.output
            where campus = \(campus.text) and state in ('planned', 'staged', 'waiting', 'in_doubt')
            order by output
            """
        ).map(PlannedOutput.init)
    }
}

extension PlannedOutput {
    init(_ row: PostgresRow) throws {
        guard let runDate = CalendarDate(try row.get("run_date") as PostgresDate),
            let state = OutputState(rawValue: try row.get("state")),
            let kind = OutputKind(rawValue: try row.get("kind"))
        else { throw LedgerError.unexpectedState("an output in the ledger is not readable") }
        self.init(
            output: try row.get("output"),
            run: try row.get("run"),
            name: try row.get("name"),
            kind: kind,
            revision: try row.get("revision"),
            format: try row.get("format"),
            file: try row.get("file"),
            export: try row.get("export"),
            plannedAt: Timestamp(try row.get("planned_at") as PostgresTimestamp),
            runDate: runDate,
            runSecond: try row.get("run_second"),
            runSequence: try row.get("run_sequence"),
            fileSequence: try row.get("file_sequence"),
            homeID: try row.get("home_id"),
            outbox: try row.get("outbox"),
            lines: Tally(
                count: try row.get("fees"),
                chargeCents: try row.get("charge_cents"),
                creditCents: try row.get("credit_cents")
            ),
            isAsRendered: false,
            state: state,
            stagedName: try row.get("staged_name"),
            sha256: try row.get("sha256"),
            bytes: try row.get("bytes"),
            idHash: try row.get("id_hash"),
            isRecovered: true,
            decision: try OutputDecision(row),
            isCollected: try row.get("collected_at") as PostgresTimestamp? != nil
        )
    }
}
