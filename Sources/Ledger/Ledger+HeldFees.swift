public import BursarModel
import PostgreSQL

/// The held fees of one archived export that are to be judged anew.
public struct HeldFeesOfExport: Sendable {
    public var source: OutputSource
    public var fees: [Fee]

    /// One of them, by its ordinal in the export and its number among the held fees.
    public struct Fee: Sendable {
        public var ordinal: Int64
        public var held: Int
        /// What a person let pass: none of these reasons holds it again.
        public var letPass: Set<HoldReason>
    }
}

extension Ledger {
    /// Open held fees whose judgement may have changed, by export, oldest first, and those that were
    /// taken back to be sent anew.
    ///
    /// What a baseline held was sent by other ways or was no money: only a person decides on it.
    public func heldFeesToJudgeAnew(
        under claim: Claim,
        hubVersion: String
    ) throws -> [HeldFeesOfExport] {
        let curable = HoldReason.allCases.filter { $0.cure == .revision }.map(\.rawValue)
        let dated = HoldReason.allCases.filter(\.dependsOnTheDate).map(\.rawValue)
        let rows = try connection.query(
            """
            select x.*, f.ordinals, f.numbers, f.passing
            from (
                select export, array_agg(ordinal order by ordinal) as ordinals,
                    array_agg(held::bigint order by ordinal) as numbers,
                    array_agg(array_to_string(let_pass, ' ') order by ordinal) as passing
                from ledger.held_fee h
                where campus = \(claim.campus.text) and state = 'open'
                  and (joins_next or (reason = any (\(curable)::text[])
                    and (judged_revision <> \(claim.revision) or judged_version <> \(hubVersion)
                      or (reason = any (\(dated)::text[])
                          and judged_on <> \(claim.local.date.postgres)))
                    and not exists (
                        select from ledger.export b
                        where b.campus = h.campus and b.export = h.export
                          and b.baseline is not null)))
                group by export
            ) f
            join ledger.export x on x.campus = \(claim.campus.text) and x.export = f.export
            order by f.export
            """
        )
        return try rows.map(HeldFeesOfExport.init)
    }
}

extension HeldFeesOfExport {
    /// Of the columns of an export, and parallel arrays of its fees.
    init(_ row: PostgresRow) throws {
        let ordinals: [Int64] = try row.get("ordinals")
        let numbers: [Int64] = try row.get("numbers")
        let passing: [String] = try row.get("passing")
        self.init(
            source: try OutputSource(row),
            fees: ordinals.indices.map { index in
                Fee(
                    ordinal: ordinals[index],
                    held: Int(numbers[index]),
                    letPass: Set(words: passing[index])
                )
            }
        )
    }
}

extension Set<HoldReason> {
    /// Of codes with blanks between them.
    init(words: String) {
        self.init(words.split(separator: " ").compactMap { HoldReason(rawValue: String($0)) })
    }
}
