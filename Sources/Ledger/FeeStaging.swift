public import BursarModel
import Digests
import PostgreSQL

/// The fees of a campus's exports on their way into the ledger, in a temporary table.
///
/// Rows arrive by binary COPY while an export is still being read, so nothing counts before the
/// export's end was seen: an export that breaks off is discarded here, and the ledger never knew.
public final class FeeStaging {
    private let connection: PostgresConnection
    private var copy: PostgresCopy?
    /// What a purged charge is recognised by; nil where the campus has none.
    private let marks: PurgeMarks?

    init(_ connection: PostgresConnection, marks: PurgeMarks?) throws {
        self.connection = connection
        self.marks = marks
        // Text comes as it was read; a fee's place in an output is not known for held ones.
        // Both at once: alone, each would be a commit to wait for.
        try connection.executeScript(
            """
            create temporary table if not exists fee_staging (
                export integer not null,
                ordinal bigint not null,
                line bigint not null,
                -- Null: the fee has no usable key, and reserves none.
                kind text,
                id text,
                -- The derived key of a btx fee, where the campus has derived charges.
                derived_id text,
                -- The same three as a purged charge has them; null where the campus has none.
                purged_id bytea,
                purged_derived_id bytea,
                purged_fingerprint bytea,
                fingerprint bytea not null,
                student_id text,
                cents bigint,
                fee_type text not null,
                library text,
                fee_date date,
                bucket text not null,
                reason text,
                message text,
                -- The output under way and the record in it; null for what is in none.
                target integer,
                record bigint,
                -- Set while settling: the generation of the charge that a duplicate repeats, whether
                -- that one is purged, and whether the fee reserves its key.
                generation integer,
                repeats_purged boolean not null default false,
                reserves boolean not null,

                -- What no key protects could be charged twice.
                constraint fee_without_a_key_is_held check (reserves or bucket in ('held', 'duplicate'))
            );
            truncate pg_temp.fee_staging
            """,
            deadline: .seconds(30)
        )
    }

    /// Begins the rows of an export.
    public func begin() throws {
        copy = try connection.copyIn(
            """
            copy pg_temp.fee_staging (export, ordinal, line, kind, id, derived_id, purged_id,
                purged_derived_id, purged_fingerprint, fingerprint, student_id, cents, fee_type,
                library, fee_date, bucket, reason, message, target, record, reserves)
            from stdin (format binary)
            """
        )
    }

    /// Appends one fee; its texts are stored as they were read.
    public func add(_ texts: borrowing FeeTexts, _ fee: borrowing StagedFee) throws {
        guard let copy else {
            throw LedgerError.unexpectedState("a fee was staged outside an export")
        }
        let arena = texts.arena.span
        try copy.beginRow(columns: 21)
        try copy.append(Int32(truncatingIfNeeded: fee.export))
        try copy.append(texts.ordinal)
        try copy.append(texts.line)
        switch fee.key {
        case .transaction:
            try copy.append("btx")
            try copy.append(arena.extracting(texts.range(of: .transactionID)))
        case .derived(let digest):
            try copy.append("drv")
            try copy.append(digest.hex)
        case .none:
            try copy.appendNull()
            try copy.appendNull()
        }
        if let derived = fee.derivedBeside {
            try copy.append(derived.hex)
        } else {
            try copy.appendNull()
        }
        try appendMarks(of: texts, fee, to: copy)
        try append(fee.fingerprint, to: copy)
        try append(.userValue, of: texts, to: copy)
        if let amount = fee.amount {
            try copy.append(amount.value)
        } else {
            try copy.appendNull()
        }
        // A type that is too long to be one is held; its beginning would only mislead.
        if texts.overlong.contains(.feeType) {
            try copy.append("")
        } else {
            try copy.append(arena.extracting(texts.range(of: .feeType)))
        }
        try append(.libraryCode, of: texts, to: copy)
        if let date = fee.date {
            try copy.append(date: date.postgres)
        } else {
            try copy.appendNull()
        }
        try append(fee.ending, reserves: fee.key != .none, to: copy)
    }

    /// What the fee would be known by, were it one that came before and was purged.
    private func appendMarks(
        of texts: borrowing FeeTexts,
        _ fee: borrowing StagedFee,
        to copy: PostgresCopy
    ) throws {
        guard let marks, fee.key != .none else {
            for _ in 0..<3 { try copy.appendNull() }
            return
        }
        switch fee.key {
        case .derived(let digest): try append(marks.mark(derivedID: digest), to: copy)
        default:
            let id = texts.arena.span.extracting(texts.range(of: .transactionID))
            try append(marks.mark(transactionID: id), to: copy)
        }
        if let derived = fee.derivedBeside {
            try append(marks.mark(derivedID: derived), to: copy)
        } else {
            try copy.appendNull()
        }
        try append(marks.mark(fingerprint: fee.fingerprint), to: copy)
    }

    private func append(_ digest: SHA256Digest, to copy: PostgresCopy) throws {
        try copy.append(bytes: digest.bytes.span)
    }

    private func append(
        _ field: FeeField,
        of texts: borrowing FeeTexts,
        to copy: PostgresCopy
    ) throws {
        if texts.isEmpty(field) || texts.overlong.contains(field) {
            try copy.appendNull()
        } else {
            try copy.append(texts.arena.span.extracting(texts.range(of: field)))
        }
    }

    private func append(_ ending: FeeEnding, reserves: Bool, to copy: PostgresCopy) throws {
        try copy.append(ending.bucket.rawValue)
        switch ending {
        case .line(let target, let record, _):
            try copy.appendNull()
            try copy.appendNull()
            try copy.append(Int32(truncatingIfNeeded: target))
            try copy.append(record)
        case .held(let reason, let message):
            try copy.append(reason.rawValue)
            try copy.append(message.text)
            try copy.appendNull()
            try copy.appendNull()
        case .skipped(let reason):
            try copy.append(reason.rawValue)
            try copy.appendNull()
            try copy.appendNull()
            try copy.appendNull()
        }
        try copy.append(reserves)
    }

    /// Ends the rows of an export that was read to a well-formed end.
    public func end() throws {
        let ended = copy
        copy = nil
        _ = try ended?.finish()
    }

    /// Forgets the rows of an export that was not.
    public func discard(export: Int) throws {
        if copy != nil {
            try giveUp()
        } else {
            try connection.execute("delete from pg_temp.fee_staging where export = \(export)")
        }
    }

    /// Ends what is open in the session, which else takes nothing more.
    func giveUp() throws {
        let open = copy
        copy = nil
        try open?.cancel()
    }
}

extension Ledger {
    /// An empty staging table for the fees of one campus.
    ///
    /// `marks` are needed where the campus has purged charges: without them the settlement refuses
    /// the fees, because one that came before could be taken for new.
    public func stageFees(marks: PurgeMarks? = nil) throws -> FeeStaging {
        let fresh = try FeeStaging(connection, marks: marks)
        staging = fresh
        return fresh
    }
}
