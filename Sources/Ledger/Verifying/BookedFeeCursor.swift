public import BursarModel
public import Digests
import PostgreSQL

/// What the ledger keeps of one fee of an export: how it was booked, and where it is now.
public struct BookedFee: Sendable {
    public var ordinal: Int64
    public var line: Int64
    /// Nil for a fee without a usable key, which waits for a person.
    public var kind: String?
    public var id: String?
    /// Of the charge, or of the one that the fee repeats; nil where it is not there.
    public var bookedFingerprint: SHA256Digest?
    /// Of the row that says how the fee waits, or waited.
    public var heldFingerprint: SHA256Digest?
    /// As it was booked, and as it waits or waited.
    public var bookedCents: Int64?
    public var heldCents: Int64?
    public var studentID: String?
    public var feeType: String?
    public var library: String?
    public var date: CalendarDate?
    public var isHeld: Bool
    /// Whether it is both booked and known as a repetition.
    public var isTwice: Bool
    /// Whether it repeats a charge that was purged, of which only the mark is known.
    public var repeatsPurged: Bool
    /// Where it ended when its export was booked, and where it is now.
    public var booked: Bucket
    public var now: Bucket
    /// In how many outputs it stands that are not void.
    public var places: Int64
}

/// The fees of one export as the ledger has them, in the order of the export, a block at a time.
public final class BookedFeeCursor {
    private static let block = 10_000
    private let connection: PostgresConnection
    private let deadline: Duration
    private var waiting: [PostgresRow] = []
    private var index = 0
    private var isAtEnd = false
    private var current: BookedFee?

    fileprivate init(_ connection: PostgresConnection, deadline: Duration) {
        self.connection = connection
        self.deadline = deadline
    }

    /// The next fee; nil after the last.
    public func peek() throws -> BookedFee? {
        if let current { return current }
        if index == waiting.count, !isAtEnd {
            waiting = try connection.query(
                "fetch forward 10000 from fees_of_export",
                deadline: deadline
            ).map(\.self)
            index = 0
            isAtEnd = waiting.count < BookedFeeCursor.block
        }
        current = index < waiting.count ? try BookedFee(waiting[index]) : nil
        return current
    }

    public func advance() {
        current = nil
        index += 1
    }
}

extension Ledger {
    /// Lends what the ledger has of an export's fees.
    ///
    /// All that one settlement booked carries its time, by which the charges are found.
    public func withBookedFees<Outcome>(
        of export: BookedExportRecord,
        at campus: CampusKey,
        _ body: (BookedFeeCursor) throws -> Outcome
    ) throws -> Outcome {
        let deadline = Duration.seconds(120 + export.books.read.count / 10_000)
        try connection.execute("close all")
        try connection.execute(
            """
            declare fees_of_export no scroll cursor with hold for
            with booked as (
                select ordinal, line, kind, id, fingerprint, student_id, cents, fee_type, library,
                    fee_date, bucket, output
                from ledger.charge
                where campus = \(campus.text) and export = \(export.export)
                  and booked_at = \(orNull: export.bookedAt?.postgres)
            ), repeated as (
                select d.ordinal, d.line, d.kind, d.id, k.fingerprint, k.cents,
                    exists (
                        select from ledger.purged p
                        where p.campus = d.campus and p.kind = d.kind and p.id = d.purged_id
                          and p.generation = d.generation) as repeats_purged
                from ledger.duplicate d
                left join ledger.charge k using (campus, kind, id, generation)
                where d.campus = \(campus.text) and d.export = \(export.export)
            ), waited as (
                select * from ledger.held_fee
                where campus = \(campus.text) and export = \(export.export)
            ), held as (
                select distinct on (ordinal) *
                from waited
                order by ordinal, held desc
            ), places as (
                select p.ordinal, count(*) as places
                from (
                    select ordinal, output from booked where output is not null
                    union all
                    select ordinal, output from waited where state = 'released'
                ) p
                join ledger.output o on o.campus = \(campus.text) and o.output = p.output
                where o.state <> 'void'
                group by p.ordinal
            )
            select ordinal,
                coalesce(b.line, d.line, h.line) as line,
                coalesce(b.kind, d.kind, h.kind) as kind,
                coalesce(b.id, d.id, h.id) as id,
                coalesce(b.fingerprint, d.fingerprint) as booked_fingerprint,
                h.fingerprint as held_fingerprint,
                coalesce(b.cents, d.cents) as booked_cents,
                h.cents as held_cents,
                coalesce(b.student_id, h.student_id) as student_id,
                coalesce(b.fee_type, h.fee_type) as fee_type,
                coalesce(b.library, h.library) as library,
                coalesce(b.fee_date, h.fee_date) as fee_date,
                h.ordinal is not null as is_held,
                b.ordinal is not null and d.ordinal is not null as is_twice,
                coalesce(d.repeats_purged, false) as repeats_purged,
                case when b.ordinal is not null then b.bucket
                    when d.ordinal is not null then 'duplicate' else 'held' end as booked,
                case when h.state = 'open' then 'held'
                    when h.ordinal is not null then h.bucket
                    when b.ordinal is not null then b.bucket
                    else 'duplicate' end as now,
                coalesce(p.places, 0) as places
            from booked b
            full join repeated d using (ordinal)
            full join held h using (ordinal)
            left join places p using (ordinal)
            order by ordinal
            """,
            deadline: deadline
        )
        return try body(BookedFeeCursor(connection, deadline: deadline))
    }
}

extension BookedFee {
    init(_ row: PostgresRow) throws {
        guard let booked = Bucket(rawValue: try row.get("booked")),
            let now = Bucket(rawValue: try row.get("now"))
        else { throw LedgerError.unexpectedState("a fee in the ledger is in no bucket") }
        let date: PostgresDate? = try row.get("fee_date")
        let fingerprint: [UInt8]? = try row.get("booked_fingerprint")
        let held: [UInt8]? = try row.get("held_fingerprint")
        self.init(
            ordinal: try row.get("ordinal"),
            line: try row.get("line"),
            kind: try row.get("kind"),
            id: try row.get("id"),
            bookedFingerprint: fingerprint.flatMap { SHA256Digest(bytes: $0) },
            heldFingerprint: held.flatMap { SHA256Digest(bytes: $0) },
            bookedCents: try row.get("booked_cents"),
            heldCents: try row.get("held_cents"),
            studentID: try row.get("student_id"),
            feeType: try row.get("fee_type"),
            library: try row.get("library"),
            date: date.flatMap { CalendarDate($0) },
            isHeld: try row.get("is_held"),
            isTwice: try row.get("is_twice"),
            repeatsPurged: try row.get("repeats_purged"),
            booked: booked,
            now: now,
            places: try row.get("places")
        )
    }
}
