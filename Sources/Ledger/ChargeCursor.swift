public import BursarModel
import PostgreSQL

/// The charges of one output in the order of its records, a block at a time.
///
/// An output of millions of records is rendered again in constant memory: its exports are read
/// once more from the archive, and this tells which of their fees belong to it.
public final class ChargeCursor {
    public struct Charge: Sendable, Equatable {
        public var export: Int
        public var ordinal: Int64
    }

    private static let block = 20_000
    private let connection: PostgresConnection
    private var waiting: [Charge] = []
    private var index = 0
    private var isAtEnd = false

    fileprivate init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// The next charge that has no record yet; nil after the last.
    public func peek() throws -> Charge? {
        if index == waiting.count, !isAtEnd {
            let rows = try connection.query(
                "fetch forward 20000 from charges_of_output"
            )
            waiting = try rows.map { row in
                Charge(export: try row.get("export"), ordinal: try row.get("ordinal"))
            }
            index = 0
            isAtEnd = waiting.count < ChargeCursor.block
        }
        return index < waiting.count ? waiting[index] : nil
    }

    public func advance() { index += 1 }
}

/// An archived export that an output draws charges from.
public struct OutputSource: Sendable {
    public var export: Int
    public var file: TakenExport
    public var exportNumber: String?
}

extension Ledger {
    /// Lends the charges of an output, in or out of a transaction.
    public func withCharges<Outcome>(
        of output: PlannedOutput,
        at campus: CampusKey,
        _ body: (ChargeCursor) throws -> Outcome
    ) throws -> Outcome {
        // One that an error left open keeps its name.
        try connection.execute("close all")
        try connection.execute(
            """
            declare charges_of_output no scroll cursor with hold for
            select export, ordinal
            from (
                select export, ordinal, record
                from ledger.charge
                where campus = \(campus.text) and booked_at = \(output.plannedAt.postgres)
                  and output = \(output.output)
                union all
                select export, ordinal, record
                from ledger.held_fee
                where campus = \(campus.text) and output = \(output.output)
                  and state = 'released'
            ) l
            order by record
            """
        )
        return try body(ChargeCursor(connection))
    }

    /// An export of the campus as the archive holds it.
    public func source(export: Int, at campus: CampusKey) throws -> OutputSource {
        guard
            let row = try connection.query(
                """
                select * from ledger.export
                where campus = \(campus.text) and export = \(export)
                """
            ).first
        else { throw LedgerError.unexpectedState("export \(export) of \(campus) is unknown") }
        return try OutputSource(row)
    }
}

extension OutputSource {
    init(_ row: PostgresRow) throws {
        self.init(
            export: try row.get("export"),
            file: try TakenExport(row),
            exportNumber: try row.get("export_number")
        )
    }
}
