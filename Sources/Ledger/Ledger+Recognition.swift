public import BursarModel
public import Digests
import PostgreSQL

/// What the ledger knows of a file, by its name and content.
public enum FileRecognition: Sendable {
    case new
    /// The same bytes were booked: nothing is read again.
    case booked(BookedExport)
    /// The same bytes were taken, and are held; they are judged anew where that can help.
    case held(HeldExportRecord)
    /// An export of this name with other content was booked.
    case nameReused
}

/// A held export as the ledger knows it.
public struct HeldExportRecord: Sendable {
    public var export: Int
    public var reason: HoldReason
    public var exportNumber: String?
    public var file: TakenExport
    /// What a person let pass: none of these reasons holds it again.
    public var letPass: Set<HoldReason>
    /// A person released it, and no run has judged it since.
    public var joinsNext: Bool
}

/// What was decided on a file that lies in a location.
public enum FileDecision: Sendable {
    /// Its fees are accounted for, sent or not: the file may leave.
    case settled
    /// It stays until it is.
    case held
    /// It is left where it lies.
    case ignored
}

extension Ledger {
    /// What was decided on an unchanged file of this name, size and time; nil where nothing was.
    ///
    /// A file that stays in its location after it was decided on (held, or left there on purpose)
    /// is not read again by every run.
    public func decision(
        name: String,
        bytes: Int64,
        receivedAt: Timestamp,
        at campus: CampusKey
    ) throws -> FileDecision? {
        try connection.query(
            """
            select state, booked_at is not null as is_settled from ledger.export
            where campus = \(campus.text) and file_name = \(name) and bytes = \(bytes)
              and received_at = \(receivedAt.postgres)
            order by export desc
            limit 1
            """
        ).first.map { row in
            if try row.get("is_settled") { return .settled }
            return try row.get("state") == "held" ? .held : .ignored
        }
    }

    public func recognise(
        name: String,
        sha256: SHA256Digest,
        under claim: Claim
    ) throws -> FileRecognition {
        let rows = try connection.query(
            """
            select *
            from ledger.export
            where campus = \(claim.campus.text)
              and (sha256 = \(sha256.bytes) or (file_name = \(name) and state = 'converted'))
              -- One that was written off is accounted for, and stays so when it comes again.
              and (state in ('converted', 'held') or written_off_at is not null)
            order by state, export
            """
        )
        for row in rows where try row.get("sha256") == sha256.bytes {
            return try row.get("state") == "held"
                ? .held(try HeldExportRecord(row)) : .booked(try BookedExport(row))
        }
        return rows.isEmpty ? .new : .nameReused
    }

    /// The export that was booked under a number, if any.
    public func booked(exportNumber: String, at campus: CampusKey) throws -> BookedExport? {
        try connection.query(
            """
            select * from ledger.export
            where campus = \(campus.text) and export_number = \(exportNumber)
              and state = 'converted'
            limit 1
            """
        ).first.map(BookedExport.init)
    }

    /// Held exports that a new revision, a new program or a person may have cured, oldest first.
    public func heldExportsToJudgeAnew(
        under claim: Claim,
        hubVersion: String
    ) throws -> [HeldExportRecord] {
        let curable = HoldReason.allCases.filter { $0.cure == .revision }.map(\.rawValue)
        return try connection.query(
            """
            select *
            from ledger.export
            where campus = \(claim.campus.text) and state = 'held'
              and (joins_next
                or (reason = any (\(curable)::text[])
                    and (revision <> \(claim.revision) or hub_version <> \(hubVersion))))
            order by export
            """
        ).map(HeldExportRecord.init)
    }

    /// Sets aside held exports that were the beginning of one that came complete.
    ///
    /// - Returns: how many broken uploads are superseded now.
    @discardableResult
    public func supersede(
        _ held: [Int],
        under claim: Claim,
        at now: Timestamp
    ) throws -> Int {
        guard !held.isEmpty else { return 0 }
        return try connection.repeatedTransaction {
            try hold(claim)
            return try connection.execute(
                """
                update ledger.export
                set state = 'ignored', reason = 'superseded', run = \(claim.run),
                    decided_at = \(now.postgres)
                where campus = \(claim.campus.text) and export = any (\(held)::bigint[])
                  and state = 'held'
                """
            )
        }
    }

    /// Held exports that could not be read to their end, each with those of its name or number that
    /// could, where there are any.
    public func brokenUploads(
        at campus: CampusKey
    ) throws -> [(part: HeldExportRecord, wholes: [TakenExport])] {
        let parts = try connection.query(
            """
            select *
            from ledger.export
            where campus = \(campus.text) and state = 'held'
              and reason in ('not_well_formed', 'empty_file')
            order by export
            """
        ).map(HeldExportRecord.init)
        return try parts.map { part in
            let wholes = try connection.query(
                """
                select *
                from ledger.export
                where campus = \(campus.text) and state = 'converted'
                  and (file_name = \(part.file.name)
                    or export_number = \(orNull: part.exportNumber))
                order by export
                """
            )
            return (part: part, wholes: try wholes.map(TakenExport.init))
        }.filter { !$0.wholes.isEmpty }
    }
}

extension BookedExport {
    init(_ row: PostgresRow) throws {
        self.init(
            export: try row.get("export"),
            exportNumber: try row.get("export_number"),
            read: try row.tally("read_")
        )
    }
}

extension TakenExport {
    init(_ row: PostgresRow) throws {
        guard let code = ProfileCode(try row.get("profile_code") as String),
            let sha256 = SHA256Digest(bytes: try row.get("sha256") as [UInt8])
        else { throw LedgerError.unexpectedState("an export in the ledger is not readable") }
        self.init(
            name: try row.get("file_name"),
            sha256: sha256,
            bytes: try row.get("bytes"),
            code: code,
            jobID: try row.get("job_id"),
            archivedAs: try row.get("archived_as"),
            receivedAt: Timestamp(try row.get("received_at") as PostgresTimestamp),
            takenAt: Timestamp(try row.get("taken_at") as PostgresTimestamp),
            exportDate: CalendarDate(try row.get("export_date") as PostgresDate)
        )
    }
}

extension HeldExportRecord {
    init(_ row: PostgresRow) throws {
        self.init(
            export: try row.get("export"),
            reason: try row.holdReason("reason"),
            exportNumber: try row.get("export_number"),
            file: try TakenExport(row),
            letPass: try row.letPass(),
            joinsNext: try row.get("joins_next")
        )
    }
}
