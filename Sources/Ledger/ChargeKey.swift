public import BursarModel
public import Digests

/// What makes a fee the same fee when it comes again.
///
/// Alma's bursar transaction id where there is one; else a digest over everything that describes
/// the fee, to which the ledger adds the ordinal among equal ones of that export, so that two
/// equal fees in one export are two charges.
public enum ChargeKey: Sendable, Equatable {
    /// The id stands in the fee's texts (`transactionID`).
    case transaction
    case derived(SHA256Digest)
    /// An id that is too long to be one: such a fee is held and reserves no key.
    case none
}

/// A fee with its judgement, on its way into the ledger.
public struct StagedFee: Sendable {
    public var export: Int
    public var key: ChargeKey
    /// The derived key of a fee with a transaction id, where the campus has charges without one.
    public var derivedBeside: SHA256Digest?
    public var fingerprint: SHA256Digest
    public var amount: Cents?
    public var date: CalendarDate?
    public var ending: FeeEnding

    public init(
        export: Int,
        key: ChargeKey,
        derivedBeside: SHA256Digest?,
        fingerprint: SHA256Digest,
        amount: Cents?,
        date: CalendarDate?,
        ending: FeeEnding
    ) {
        self.export = export
        self.key = key
        self.derivedBeside = derivedBeside
        self.fingerprint = fingerprint
        self.amount = amount
        self.date = date
        self.ending = ending
    }
}

/// Where judging sends a fee, before the ledger knows whether it came before.
public enum FeeEnding: Sendable, Equatable {
    /// To a record of an output under way.
    case line(target: Int, record: Int64, kind: OutputKind)
    case held(HoldReason, Message)
    case skipped(SkipReason)

    public var bucket: Bucket {
        switch self {
        case .line(_, _, .sfs): .written
        case .line(_, _, .other): .diverted
        case .held: .held
        case .skipped: .skipped
        }
    }
}
