import BursarModel
import Digests
import PostgreSQL

/// Finds the rows of the fees that are asked for.
///
/// By a key or a place it looks them up, in a ledger of any size. By a student it reads all charges
/// of the campus: an index on the id would slow each insert by a half, and nobody waits longer than
/// some seconds for a question that is asked now and then.
struct TraceSearch {
    private static let deadline = Duration.seconds(120)

    let connection: PostgresConnection
    let campus: CampusKey
    /// Nil where nothing of the campus is purged.
    let marks: PurgeMarks?

    private(set) var charges: [TracedCharge] = []
    private(set) var held: [TracedHeldRow] = []
    private(set) var repeats: [TracedRepeat] = []

    init(_ connection: PostgresConnection, campus: CampusKey, marks: PurgeMarks?) {
        self.connection = connection
        self.campus = campus
        self.marks = marks
    }

    mutating func find(_ query: TraceQuery) throws {
        switch query {
        case .place(let place): try find(at: place)
        case .held(let number): try find(held: number)
        case .transaction(let id): try find(transaction: id)
        case .student(let id): try find(student: id)
        }
        try completeHeld()
        try findRepeats()
    }

    private mutating func find(at place: FeePlace) throws {
        let bookedAt: PostgresStatement =
            """
            (select booked_at from ledger.export
             where campus = \(campus.text) and export = \(place.export))
            """
        charges += try charges(
            where: """
                c.booked_at = \(bookedAt) and c.export = \(place.export)
                  and c.ordinal = \(place.ordinal)
                """
        )
        charges += try purged(
            where: """
                c.booked_at = \(bookedAt) and c.export = \(place.export)
                  and c.ordinal = \(place.ordinal)
                """
        )
        held += try held(where: "h.export = \(place.export) and h.ordinal = \(place.ordinal)")
        if charges.isEmpty, held.isEmpty { try findWhatIsRepeated(at: place) }
    }

    /// A duplicate has no story of its own: it is told with the charge that it repeats.
    private mutating func findWhatIsRepeated(at place: FeePlace) throws {
        let repeated = try repeats(
            where: "d.export = \(place.export) and d.ordinal = \(place.ordinal)"
        )
        for fee in repeated {
            if let id = fee.transactionID {
                charges += try charges(where: "c.kind = 'btx' and c.id = \(id)")
            } else if let mark = fee.mark {
                charges += try purged(where: "c.kind = 'btx' and c.id = \(mark)")
            }
        }
    }

    private mutating func find(held number: Int) throws {
        let rows = try held(where: "h.held = \(number)")
        if let place = rows.first?.fee.place { try find(at: place) }
    }

    private mutating func find(transaction id: String) throws {
        charges += try charges(where: "c.kind = 'btx' and c.id = \(id)")
        held += try held(where: "h.kind = 'btx' and h.id = \(id)")
        if let marks {
            let mark = marks.mark(transactionID: Array(id.utf8).span).bytes
            charges += try purged(where: "c.kind = 'btx' and c.id = \(mark)")
        }
    }

    private mutating func find(student id: String) throws {
        charges += try charges(where: "c.student_id = \(id)")
        held += try held(where: "h.student_id = \(id)")
    }

    /// All that ever was held of the fees that were found.
    private mutating func completeHeld() throws {
        let known = Set(held.map(\.held))
        let places = Set(charges.map(\.fee.place) + held.map(\.fee.place)).sorted()
        let exports = places.map(\.export)
        let ordinals = places.map(\.ordinal)
        held += try held(
            where: """
                (h.export, h.ordinal) in (
                    select export::integer, ordinal
                    from unnest(\(exports)::bigint[], \(ordinals)::bigint[]) as p (export, ordinal))
                """
        ).filter { !known.contains($0.held) }
        held.sort { $0.held < $1.held }
    }

    private mutating func findRepeats() throws {
        let ids = charges.compactMap(\.fee.transactionID)
        let marks = charges.compactMap(\.mark)
        if !ids.isEmpty { repeats += try repeats(where: "d.id = any (\(ids)::text[])") }
        if !marks.isEmpty { repeats += try repeats(where: "d.purged_id = any (\(marks)::bytea[])") }
    }

    // MARK: Rows

    private func charges(where condition: PostgresStatement) throws -> [TracedCharge] {
        try connection.query(
            """
            select c.export, c.ordinal, c.line, case c.kind when 'btx' then c.id end as transaction_id,
                null::bytea as mark, c.generation, c.student_id, c.cents, c.fee_type, c.fee_date,
                c.bucket, c.reason, c.output, coalesce(r.record, c.record) as record, c.booked_at
            from ledger.charge c
            left join ledger.output_record r
                on r.campus = c.campus and r.output = c.output and r.place = c.record
            where c.campus = \(campus.text) and \(condition)
            order by c.export, c.ordinal, c.generation
            """,
            deadline: TraceSearch.deadline
        ).map(TracedCharge.init)
    }

    private func purged(where condition: PostgresStatement) throws -> [TracedCharge] {
        try connection.query(
            """
            select c.export, c.ordinal, c.line, null::text as transaction_id,
                case c.kind when 'btx' then c.id end as mark, c.generation,
                null::text as student_id, c.cents, c.fee_type, c.fee_date, c.bucket, c.reason,
                c.output, coalesce(r.record, c.record) as record, c.booked_at
            from ledger.purged c
            left join ledger.output_record r
                on r.campus = c.campus and r.output = c.output and r.place = c.record
            where c.campus = \(campus.text) and \(condition)
            order by c.export, c.ordinal, c.generation
            """,
            deadline: TraceSearch.deadline
        ).map(TracedCharge.init)
    }

    private func held(where condition: PostgresStatement) throws -> [TracedHeldRow] {
        try connection.query(
            """
            select h.export, h.ordinal, h.line, h.held,
                case h.kind when 'btx' then h.id end as transaction_id, h.student_id, h.cents,
                h.fee_type, h.fee_date, h.reason, h.message, h.state, h.since, h.settled_at,
                h.settled_by, h.bucket, h.output, coalesce(r.record, h.record) as record,
                h.from_output, h.decision, h.decided_by, h.decided_at, h.decision_reason
            from ledger.held_fee h
            left join ledger.output_record r
                on r.campus = h.campus and r.output = h.output and r.place = h.record
            where h.campus = \(campus.text) and \(condition)
            order by h.held
            """,
            deadline: TraceSearch.deadline
        ).map(TracedHeldRow.init)
    }

    private func repeats(where condition: PostgresStatement) throws -> [TracedRepeat] {
        try connection.query(
            """
            select d.export, d.ordinal, d.line, d.id, d.purged_id
            from ledger.duplicate d
            where d.campus = \(campus.text) and \(condition)
            order by d.export, d.ordinal
            """,
            deadline: TraceSearch.deadline
        ).map(TracedRepeat.init)
    }
}
