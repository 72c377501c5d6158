public import BursarModel
import PostgreSQL

/// What a person names to decide on: one held thing, or all open fees that have something in common.
public enum HeldName: Sendable, Hashable {
    /// A held fee, or a held export as a whole; of one that was read, its open held fees.
    case item(HeldItemID)
    /// The open fees that were taken back from an output: `humboldt-17`.
    case feesOf(OutputID)

    public var campus: CampusKey {
        switch self {
        case .item(let id): id.campus
        case .feesOf(let id): id.campus
        }
    }

    public init?(_ text: String) {
        if let item = HeldItemID(text) {
            self = .item(item)
        } else if let output = OutputID(text) {
            self = .feesOf(output)
        } else {
            return nil
        }
    }
}

extension HeldName: Reportable {
    public var reported: String {
        switch self {
        case .item(let id): id.reported
        case .feesOf(let id): id.reported
        }
    }
}

extension Ledger {
    /// What a name stands for: the ids of fees, or nil where it is itself the id of what is held.
    ///
    /// Of fees only those that still wait: with `joining`, also those that the next run takes up.
    public func heldFees(named name: HeldName, joining: Bool) throws -> [HeldItemID]? {
        let campus = name.campus
        let numbers: [Int]
        switch name {
        case .item(.fee): return nil
        case .item(.export(_, let export)):
            guard try !isHeldAsAWhole(export, at: campus) else { return nil }
            numbers = try connection.query(
                """
                select held from ledger.held_fee
                where campus = \(campus.text) and export = \(export)
                  and state = 'open' and (not joins_next or \(joining))
                order by held
                """
            ).map { try $0.get("held") }
        case .feesOf(let output):
            numbers = try connection.query(
                """
                select held from ledger.held_fee
                where campus = \(campus.text) and from_output = \(output.number)
                  and state = 'open' and (not joins_next or \(joining))
                order by held
                """
            ).map { try $0.get("held") }
        }
        return numbers.map { .fee(campus, $0) }
    }

    /// Also one that was written off as a whole, and one that is not there.
    private func isHeldAsAWhole(_ export: Int, at campus: CampusKey) throws -> Bool {
        try connection.query(
            """
            select 1 from ledger.export
            where campus = \(campus.text) and export = \(export)
              and state <> 'held' and held_for is null
            """
        ).isEmpty
    }
}
