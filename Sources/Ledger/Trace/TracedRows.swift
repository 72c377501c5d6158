import BursarModel
import Digests
import PostgreSQL

/// What every row of a fee tells, be it booked or held.
struct TracedValues {
    var place: FeePlace
    var line: Int64
    /// Of a fee with a transaction id that is not purged.
    var transactionID: String?
    var studentID: String?
    var cents: Int64?
    var feeType: String?
    var date: CalendarDate?
    var output: Int?
    var record: Int64?

    init(_ row: PostgresRow) throws {
        place = FeePlace(export: try row.get("export"), ordinal: try row.get("ordinal"))
        line = try row.get("line")
        transactionID = try row.get("transaction_id")
        studentID = try row.get("student_id")
        cents = try row.get("cents")
        feeType = try row.get("fee_type")
        date = (try row.get("fee_date") as PostgresDate?).flatMap(CalendarDate.init)
        output = try row.get("output")
        record = try row.get("record")
    }
}

/// A charge as it was booked, from the ledger or from what a purge has left of it.
struct TracedCharge {
    var fee: TracedValues
    /// Of a purged one with a transaction id.
    var mark: [UInt8]?
    var generation: Int
    var bucket: Bucket
    var reason: String?
    var bookedAt: Timestamp

    init(_ row: PostgresRow) throws {
        guard let bucket = Bucket(rawValue: try row.get("bucket")) else {
            throw LedgerError.unexpectedState("a charge in the ledger is not readable")
        }
        self.bucket = bucket
        fee = try TracedValues(row)
        mark = try row.get("mark")
        generation = try row.get("generation")
        reason = try row.get("reason")
        bookedAt = Timestamp(try row.get("booked_at") as PostgresTimestamp)
    }
}

/// A row of the held fees.
struct TracedHeldRow {
    var fee: TracedValues
    var held: Int
    var reason: String
    var message: String
    var state: TracedHold.State
    var since: Timestamp
    var settledAt: Timestamp?
    var settledBy: String?
    var bucket: Bucket?
    var fromOutput: Int?
    var decision: PersonsDecision?

    init(_ row: PostgresRow) throws {
        guard let state = TracedHold.State(rawValue: try row.get("state")) else {
            throw LedgerError.unexpectedState("a held fee in the ledger is not readable")
        }
        self.state = state
        fee = try TracedValues(row)
        held = try row.get("held")
        reason = try row.get("reason")
        message = try row.get("message")
        since = Timestamp(try row.get("since") as PostgresTimestamp)
        settledAt = (try row.get("settled_at") as PostgresTimestamp?).map(Timestamp.init)
        settledBy = try row.get("settled_by")
        bucket = (try row.get("bucket") as String?).flatMap(Bucket.init)
        fromOutput = try row.get("from_output")
        decision = try PersonsDecision(row)
    }
}

/// A fee that came again.
struct TracedRepeat {
    var place: FeePlace
    var line: Int64
    var transactionID: String?
    var mark: [UInt8]?

    init(_ row: PostgresRow) throws {
        place = FeePlace(export: try row.get("export"), ordinal: try row.get("ordinal"))
        line = try row.get("line")
        transactionID = try row.get("id")
        mark = try row.get("purged_id")
    }
}
