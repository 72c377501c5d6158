/// How long a campus's records are kept, in fiscal years; one ends on 30 June.
///
/// Source: facts about CSU: PeopleSoft is the custodian's record, raw files here are duplicates.
public struct Retention: Hashable, Sendable {
    /// Raw exports and outputs: 1 is until the end of the fiscal year they came in.
    public var filesFiscalYears: Int
    /// The ledger without personal data.
    public var ledgerFiscalYears: Int
    /// Stops every purge for this campus.
    public var legalHold: Bool

    public init(filesFiscalYears: Int = 1, ledgerFiscalYears: Int = 4, legalHold: Bool = false) {
        self.filesFiscalYears = filesFiscalYears
        self.ledgerFiscalYears = ledgerFiscalYears
        self.legalHold = legalHold
    }
}
