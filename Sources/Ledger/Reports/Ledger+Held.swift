public import BursarModel
import PostgreSQL

extension Ledger {
    /// What waits for a person, at one campus or all, oldest first.
    public func held(at campus: CampusKey?) throws -> [HeldItem] {
        let fees = try connection.query(
            """
            \(PostgresStatement.heldFeeColumns)
            where f.state = 'open'
              and (\(orNull: campus?.text)::text is null or f.campus = \(orNull: campus?.text))
            order by f.since, f.campus, f.held
            """
        ).map(HeldItem.init(fee:))
        let exports = try connection.query(
            """
            \(PostgresStatement.heldExportColumns)
            where state = 'held'
              and (\(orNull: campus?.text)::text is null or campus = \(orNull: campus?.text))
            order by decided_at, campus, export
            """
        ).map(HeldItem.init(export:))
        return exports + fees
    }

    /// One held item by the id that `held` shows, open or not; nil where there is none.
    public func heldItem(_ id: HeldItemID) throws -> HeldItem? {
        switch id {
        case .fee(let campus, let number):
            try connection.query(
                """
                \(PostgresStatement.heldFeeColumns)
                where f.campus = \(campus.text) and f.held = \(number)
                """
            ).first.map(HeldItem.init(fee:))
        case .export(let campus, let number):
            try connection.query(
                """
                \(PostgresStatement.heldExportColumns)
                where campus = \(campus.text) and export = \(number)
                  and (state = 'held' or held_for is not null)
                """
            ).first.map(HeldItem.init(export:))
        }
    }
}

extension HeldItemID: Reportable {
    public var reported: String {
        switch self {
        case .fee(let campus, let number): "\(campus.text)-f\(number)"
        case .export(let campus, let number): "\(campus.text)-x\(number)"
        }
    }
}

/// The id of a held item: `humboldt-f12` is a fee, `humboldt-x3` an export.
public enum HeldItemID: Sendable, Hashable {
    case fee(CampusKey, Int)
    case export(CampusKey, Int)

    public var campus: CampusKey {
        switch self {
        case .fee(let campus, _), .export(let campus, _): campus
        }
    }

    public init?(_ text: String) {
        guard let dash = text.lastIndex(of: "-"), let campus = CampusKey(text[..<dash]),
            let letter = text[dash...].dropFirst().first,
            let number = Int(text[dash...].dropFirst(2)), number > 0
        else { return nil }
        switch letter {
        case "f": self = .fee(campus, number)
        case "x": self = .export(campus, number)
        default: return nil
        }
    }
}

extension PostgresStatement {
    static let heldFeeColumns: PostgresStatement =
        """
        select f.campus, f.held, f.export, f.ordinal, f.line,
            -- The key of a fee that came without an id is made up of the fee: no word for people.
            case f.kind when 'btx' then f.id end as transaction_id,
            f.fee_type, f.cents, f.reason, f.message, f.since, x.file_name
        from ledger.held_fee f
        join ledger.export x using (campus, export)
        """

    static let heldExportColumns: PostgresStatement =
        """
        select campus, export, file_name, reason, message, held_for, decided_at
        from ledger.export
        """
}

extension HeldItem {
    init(fee row: PostgresRow) throws {
        guard let campus = CampusKey(try row.get("campus") as String),
            let reason = HoldReason(rawValue: try row.get("reason"))
        else { throw LedgerError.unexpectedState("a held fee in the ledger is not readable") }
        let number: Int = try row.get("held")
        let detail: String = try row.get("message")
        self.init(
            id: "\(campus.text)-f\(number)",
            campus: campus,
            kind: .fee,
            reason: reason,
            message: HeldItem.message(reason, detail),
            remedy: reason.remedy.text,
            export: try row.get("file_name"),
            ordinal: try row.get("ordinal"),
            line: try row.get("line"),
            transactionID: try row.get("transaction_id"),
            feeType: try row.get("fee_type"),
            amountCents: try row.get("cents"),
            since: Timestamp(try row.get("since") as PostgresTimestamp)
        )
    }

    init(export row: PostgresRow) throws {
        let heldFor: String? = try row.get("held_for")
        guard let campus = CampusKey(try row.get("campus") as String),
            let reason = HoldReason(rawValue: try heldFor ?? row.get("reason"))
        else { throw LedgerError.unexpectedState("a held export in the ledger is not readable") }
        let number: Int = try row.get("export")
        let detail: String? = try row.get("message")
        self.init(
            id: "\(campus.text)-x\(number)",
            campus: campus,
            kind: .export,
            reason: reason,
            message: HeldItem.message(reason, detail ?? ""),
            remedy: reason.remedy.text,
            export: try row.get("file_name"),
            ordinal: nil,
            line: nil,
            transactionID: nil,
            feeType: nil,
            amountCents: nil,
            since: Timestamp(try row.get("decided_at") as PostgresTimestamp)
        )
    }

    private static func message(_ reason: HoldReason, _ detail: String) -> String {
        detail.isEmpty ? reason.meaning.text : "\(reason.meaning.text): \(detail)"
    }
}
