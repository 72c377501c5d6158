import BursarModel
import Digests
import PostgreSQL

/// Records how every export ended, with its books.
extension SettlementTransaction {
    func booksByExport() throws -> [Int: Books] {
        var books: [Int: Books] = [:]
        for row in try connection.query(
            """
            select export, bucket, \(tallyColumns: ())
            from pg_temp.fee_staging
            group by export, bucket
            """,
            deadline: bulkDeadline
        ) {
            let tally = try row.tally()
            guard let bucket = Bucket(rawValue: try row.get("bucket")) else { continue }
            let export: Int = try row.get("export")
            books[export, default: .zero][bucket] = tally
            try books[export, default: .zero].read.add(tally)
        }
        return books
    }

    func recordExports(_ booked: [Int: Books]) throws -> [Settlement.Export] {
        let read = Set(draft.read.map(\.export))
        guard read.isSuperset(of: booked.keys) else {
            throw LedgerError.booksDoNotBalance(
                claim.campus,
                "fees are staged of an export that was not read"
            )
        }
        var settled: [Settlement.Export] = []
        for export in draft.read {
            if let message = tooManyHeld[export.export] {
                let held = SettlementDraft.HeldExport(
                    export: export.export,
                    file: export.file,
                    exportNumber: export.exportNumber,
                    isKnown: export.isKnown,
                    reason: .tooManyHeld,
                    message: message
                )
                settled.append(try record(held))
            } else {
                settled.append(try record(export, books: booked[export.export] ?? .zero))
            }
        }
        for export in draft.held { settled.append(try record(export)) }
        for export in draft.duplicates { settled.append(try record(export)) }
        return settled
    }

    private func record(
        _ export: SettlementDraft.ReadExport,
        books: Books
    ) throws -> Settlement.Export {
        guard books.read == export.books.read else {
            throw LedgerError.booksDoNotBalance(
                claim.campus,
                "export \(export.export) has \(books.read.count) staged fees of \(export.books.read.count) read"
            )
        }
        try upsert(
            export: export.export,
            file: export.file,
            exportNumber: export.exportNumber,
            isKnown: export.isKnown,
            state: .converted,
            reason: nil,
            message: nil,
            books: books,
            users: export.users
        )
        return Settlement.Export(
            export: export.export,
            state: .converted,
            reason: nil,
            message: nil,
            books: books
        )
    }

    private func record(_ export: SettlementDraft.HeldExport) throws -> Settlement.Export {
        try upsert(
            export: export.export,
            file: export.file,
            exportNumber: export.exportNumber,
            isKnown: export.isKnown,
            state: .held,
            reason: export.reason.rawValue,
            message: export.message,
            books: .zero
        )
        return Settlement.Export(
            export: export.export,
            state: .held,
            reason: export.reason,
            message: export.message,
            books: .zero
        )
    }

    private func record(_ export: SettlementDraft.DuplicateExport) throws -> Settlement.Export {
        let books = Books(read: export.original.read, duplicate: export.original.read)
        try upsert(
            export: export.export,
            file: export.file,
            exportNumber: export.original.exportNumber,
            isKnown: false,
            state: .duplicate,
            reason: "duplicate_file",
            message: nil,
            books: books
        )
        return Settlement.Export(
            export: export.export,
            state: .duplicate,
            reason: nil,
            message: nil,
            books: books
        )
    }

    private func upsert(
        export: Int,
        file: TakenExport,
        exportNumber: String?,
        isKnown: Bool,
        state: ExportState,
        reason: String?,
        message: Message?,
        books: Books,
        users: Int64? = nil
    ) throws {
        let bookedAt = state == .held ? nil : terms.now.postgres
        let changed =
            isKnown
            ? try connection.execute(
                """
                update ledger.export
                set export_number = \(orNull: exportNumber), state = \(state.rawValue), reason = \(orNull: reason),
                    message = \(orNull: message?.text), run = \(claim.run), decided_at = \(terms.now.postgres),
                    revision = \(claim.revision), hub_version = \(terms.hubVersion),
                    booked_at = \(orNull: bookedAt), joins_next = false, users = \(orNull: users)
                where campus = \(claim.campus.text) and export = \(export) and state = 'held'
                """
            )
            : try connection.execute(
                """
                insert into ledger.export (
                    campus, export, file_name, sha256, bytes, profile_code, export_number, job_id,
                    state, reason, message, archived_as, received_at, taken_at, run, decided_at,
                    revision, hub_version, booked_at, users, export_date)
                select
                    \(claim.campus.text), \(export), \(file.name), \(file.sha256.bytes),
                    \(file.bytes), \(file.code.text), \(orNull: exportNumber), \(orNull: file.jobID),
                    \(state.rawValue), \(orNull: reason), \(orNull: message?.text), \(file.archivedAs),
                    \(file.receivedAt.postgres), \(file.takenAt.postgres), \(claim.run),
                    \(terms.now.postgres), \(claim.revision), \(terms.hubVersion), \(orNull: bookedAt)::timestamptz,
                    \(orNull: users)::bigint,
                    coalesce(\(orNull: file.exportDate?.postgres)::date,
                        (\(file.receivedAt.postgres)::timestamptz at time zone time_zone)::date)
                from registry.revision
                where campus = \(claim.campus.text) and revision = \(claim.revision)
                """
            )
        guard changed == 1 else {
            throw LedgerError.unexpectedState(
                "export \(export) of \(claim.campus) is no longer held"
            )
        }
        if state != .held { try writeBooks(books, of: export) }
    }

    private func writeBooks(_ books: Books, of export: Int) throws {
        try connection.execute(
            """
            update ledger.export
            set (read_count, read_charge_cents, read_credit_cents,
                written_count, written_charge_cents, written_credit_cents,
                diverted_count, diverted_charge_cents, diverted_credit_cents,
                held_count, held_charge_cents, held_credit_cents,
                duplicate_count, duplicate_charge_cents, duplicate_credit_cents,
                skipped_count, skipped_charge_cents, skipped_credit_cents) = (\(books: books))
            where campus = \(claim.campus.text) and export = \(export)
            """
        )
    }
}
