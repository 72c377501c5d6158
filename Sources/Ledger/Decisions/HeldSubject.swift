public import BursarModel
import PostgreSQL

/// A held fee or export as a decision about it finds it.
public struct HeldSubject: Sendable {
    public enum Standing: Sendable, Equatable {
        case open
        /// A person let it go on: the next run takes it up.
        case joinsNext
        /// It is in an output, or its export is booked.
        case sent
        case writtenOff
        /// A rule of the campus left it out; the rule is what to change.
        case leftOut
    }

    public var id: HeldItemID
    public var standing: Standing
    /// What it is held for, or was.
    public var reason: HoldReason
    /// Of one fee; none of an export, which nobody has counted.
    public var tally: Tally
    /// The export that it is, or came in.
    public var source: OutputSource

    public init(
        id: HeldItemID,
        standing: Standing,
        reason: HoldReason,
        tally: Tally,
        source: OutputSource
    ) {
        self.id = id
        self.standing = standing
        self.reason = reason
        self.tally = tally
        self.source = source
    }
}

extension Ledger {
    /// Held fees and exports by their ids, in their order; nil where there is none.
    public func heldSubjects(_ ids: [HeldItemID]) throws -> [HeldSubject?] {
        var numbers: [CampusKey: [Int]] = [:]
        for case .fee(let campus, let number) in ids {
            numbers[campus, default: []].append(number)
        }
        var fees: [HeldItemID: HeldSubject] = [:]
        for (campus, numbers) in numbers {
            for subject in try heldFees(numbers, at: campus) { fees[subject.id] = subject }
        }
        return try ids.map { id in
            switch id {
            case .fee: fees[id]
            case .export(let campus, let number): try heldExport(id, campus, number)
            }
        }
    }

    private func heldFees(_ numbers: [Int], at campus: CampusKey) throws -> [HeldSubject] {
        try connection.query(
            """
            select x.*, f.held, f.state as held_state, f.reason as held_reason, f.cents,
                f.joins_next as is_taken_up, f.decision as held_decision
            from ledger.held_fee f
            join ledger.export x using (campus, export)
            where f.campus = \(campus.text) and f.held = any (\(numbers)::bigint[])
            """
        ).map { row in
            let standing: HeldSubject.Standing =
                switch try row.get("held_state") as String {
                case "open": try row.get("is_taken_up") ? .joinsNext : .open
                case "released": .sent
                default: try row.get("held_decision") == "write_off" ? .writtenOff : .leftOut
                }
            let cents: Int64? = try row.get("cents")
            var tally = Tally.zero
            try tally.add(cents.map { Cents($0) })
            return HeldSubject(
                id: .fee(campus, try row.get("held")),
                standing: standing,
                reason: try row.holdReason("held_reason"),
                tally: tally,
                source: try OutputSource(row)
            )
        }
    }

    private func heldExport(_ id: HeldItemID, _ campus: CampusKey, _ number: Int) throws
        -> HeldSubject?
    {
        try connection.query(
            """
            select *, coalesce(held_for, reason) as held_reason
            from ledger.export
            where campus = \(campus.text) and export = \(number)
              and (state = 'held' or held_for is not null)
            """
        ).first.map { row in
            let isHeld = try row.get("state") == "held"
            return HeldSubject(
                id: id,
                standing: !isHeld ? .writtenOff : try row.get("joins_next") ? .joinsNext : .open,
                reason: try row.holdReason("held_reason"),
                tally: try row.tally("read_"),
                source: try OutputSource(row)
            )
        }
    }
}

extension PostgresRow {
    func holdReason(_ column: String) throws -> HoldReason {
        guard let reason = HoldReason(rawValue: try get(column)) else {
            throw LedgerError.unexpectedState("a held item in the ledger has no known reason")
        }
        return reason
    }

    /// The reasons in spite of which a person let a fee or an export go on.
    func letPass() throws -> Set<HoldReason> {
        Set(try (get("let_pass") as [String]).compactMap(HoldReason.init(rawValue:)))
    }
}
