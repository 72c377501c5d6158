/// Fees that came before the borrower they belong to.
///
/// Alma writes `user` and `patronName` first, in every export seen, so nothing waits here. But the
/// order of elements is no promise, and a fee without its borrower can be charged to nobody. The
/// fees of one borrower wait in memory, up to a bound; beyond it the export is held.
struct WaitingFees {
    struct Fee {
        /// The texts of the fee alone; the ranges count from the first of them.
        var texts: [UInt8] = []
        var ranges = InlineArray<21, Range<Int>>(repeating: 0..<0)
        var marks: FieldMarks
        var ordinal: Int64
        var line: Int64
    }

    private var fees: [Fee] = []
    private var bytes = 0

    var isEmpty: Bool { fees.isEmpty }

    /// - Returns: false, with nothing kept, where too many wait.
    mutating func add(_ fee: Fee) -> Bool {
        bytes += fee.texts.count + MemoryLayout<Fee>.stride
        guard bytes <= ReadingLimit.waitingFees else { return false }
        fees.append(fee)
        return true
    }

    /// Gives the fees away, in their order.
    mutating func take() -> [Fee] {
        defer { self = WaitingFees() }
        return fees
    }
}
