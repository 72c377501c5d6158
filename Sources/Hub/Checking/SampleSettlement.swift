import BursarModel
import Ledger

/// Settles the fees of one export that never came before, as T1 does in SQL.
///
/// The two must agree, and a test compares them on seeded exports: fees under one transaction id
/// that differ are all held, those that are equal count once, and above the campus's ceiling the
/// whole export is held. Fees without an id are told apart by their place among equal ones, so none
/// of them repeats another.
struct SampleSettlement {
    private(set) var fees: [SampleFee]
    /// Outputs that lost a line.
    private(set) var changedTargets: Set<Int> = []
    /// Why the export is held as a whole.
    private(set) var tooManyHeld: Message?

    init(_ fees: [SampleFee], ceiling: HoldCeiling) {
        self.fees = fees
        settleRepeated()
        let held = Int64(self.fees.count { $0.bucket == .held })
        guard ceiling.isExceeded(held: held, of: Int64(fees.count)) else { return }
        tooManyHeld =
            "\(held) of \(Int64(fees.count)) fees would be held, most for \(mostFrequentReason)"
    }

    private mutating func settleRepeated() {
        var places: [String: [Int]] = [:]
        for (place, fee) in fees.enumerated() {
            if let id = fee.transactionID { places[id, default: []].append(place) }
        }
        for places in places.values where places.count > 1 {
            let first = fees[places[0]]
            let areEqual = places.allSatisfy { fees[$0].fingerprint == first.fingerprint }
            for place in areEqual ? places.dropFirst() : places[...] {
                if let target = fees[place].target { changedTargets.insert(target) }
                if areEqual {
                    fees[place].repeated = first.ordinal
                } else {
                    fees[place].ending = .held(
                        .changed,
                        "the transaction id stands more than once in the export, with different values"
                    )
                }
            }
        }
    }

    /// What most fees are held for, with the fee type where the reason is about it.
    private var mostFrequentReason: Message {
        struct Cause: Hashable {
            var reason: HoldReason
            var feeType: String?
        }
        var counts: [Cause: Int] = [:]
        for fee in fees where fee.repeated == nil {
            guard case .held(let reason, _) = fee.ending else { continue }
            let isAboutType = reason == .noItemType || reason == .noLookupValue
            let cause = Cause(reason: reason, feeType: isAboutType ? fee.feeType : nil)
            counts[cause, default: 0] += 1
        }
        let first = counts.min { one, other in
            (other.value, one.key.reason.rawValue, one.key.feeType ?? "")
                < (one.value, other.key.reason.rawValue, other.key.feeType ?? "")
        }
        guard let cause = first?.key else { return "" }
        return cause.feeType.map { "\(cause.reason) of \(Printable($0))" } ?? "\(cause.reason)"
    }

    /// Nothing of an export that is held counts as read.
    func books() throws -> Books {
        var books = Books.zero
        guard tooManyHeld == nil else { return books }
        for fee in fees {
            try books.read.add(fee.amount)
            try books[fee.bucket].add(fee.amount)
        }
        return books
    }
}
