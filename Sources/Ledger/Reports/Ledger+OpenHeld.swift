public import BursarModel
import PostgreSQL

/// The open held fees of one archived export.
public struct OpenHeldFees: Sendable {
    public struct Fee: Sendable {
        /// The fee's place in the export, from 1.
        public var ordinal: Int64
        public var reason: HoldReason
        public var amount: Cents?
        /// Whether another revision lets the next run judge it anew.
        public var isJudgedAnew: Bool
        /// What a person let pass: none of these reasons holds it again.
        public var letPass: Set<HoldReason>
    }

    public var source: OutputSource
    /// In the order of the export.
    public var fees: [Fee]
}

/// What is held, with what it takes to judge it anew without a claim: to tell, not to book.
extension Ledger {
    /// All open held fees of a campus, by export, oldest first.
    public func openHeldFees(of campus: CampusKey) throws -> [OpenHeldFees] {
        try connection.query(
            """
            select x.*, f.ordinals, f.reasons, f.amounts, f.passing, f.joining
            from (
                select export, array_agg(ordinal order by ordinal) as ordinals,
                    array_agg(reason order by ordinal) as reasons,
                    array_agg(coalesce(cents::text, '') order by ordinal) as amounts,
                    array_agg(array_to_string(let_pass, ' ') order by ordinal) as passing,
                    coalesce(array_agg(ordinal) filter (where joins_next), '{}') as joining
                from ledger.held_fee
                where campus = \(campus.text) and state = 'open'
                group by export
            ) f
            join ledger.export x on x.campus = \(campus.text) and x.export = f.export
            order by f.export
            """
        ).map { row in
            let ordinals: [Int64] = try row.get("ordinals")
            let reasons: [String] = try row.get("reasons")
            let amounts: [String] = try row.get("amounts")
            let passing: [String] = try row.get("passing")
            let joining = Set(try row.get("joining") as [Int64])
            let isOfBaseline = try row.get("baseline") as Int? != nil
            return OpenHeldFees(
                source: try OutputSource(row),
                fees: try ordinals.indices.map { index in
                    guard let reason = HoldReason(rawValue: reasons[index]) else {
                        throw LedgerError.unexpectedState("a held fee has no known reason")
                    }
                    return OpenHeldFees.Fee(
                        ordinal: ordinals[index],
                        reason: reason,
                        amount: Int64(amounts[index]).map { Cents($0) },
                        isJudgedAnew: joining.contains(ordinals[index])
                            || !isOfBaseline && reason.cure == .revision,
                        letPass: Set(words: passing[index])
                    )
                }
            )
        }
    }

    /// All held exports of a campus, oldest first.
    public func openHeldExports(of campus: CampusKey) throws -> [HeldExportRecord] {
        try connection.query(
            """
            select * from ledger.export
            where campus = \(campus.text) and state = 'held'
            order by export
            """
        ).map(HeldExportRecord.init)
    }
}
