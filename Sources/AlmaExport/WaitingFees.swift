import BursarModel

/// Fees that came before the borrower they belong to.
///
/// Alma writes `user` and `patronName` first, in every export seen, so nothing waits here. But the
/// order of elements is no promise, and a fee without its borrower can be charged to nobody. The
/// fees of one borrower wait in memory, up to a bound; beyond it the export is held.
struct WaitingFees {
    struct Fee {
        /// The texts of the fee alone; the ranges count from its first.
        var arena: [UInt8]
        var ranges: InlineArray<21, Range<Int>>
        var marks: FieldMarks
        var ordinal: Int64
        var line: Int64
    }

    private var fees: [Fee] = []
    private var bytes = 0

    var isEmpty: Bool { fees.isEmpty }

    /// Keeps the texts that lie in the arena from `start` on.
    ///
    /// - Returns: false, with nothing kept, where too many wait.
    mutating func add(_ texts: borrowing FeeTexts, from start: Int, marks: FieldMarks) -> Bool {
        var ranges = InlineArray<21, Range<Int>>(repeating: 0..<0)
        for field in ranges.indices where texts.ranges[field].lowerBound >= start {
            let range = texts.ranges[field]
            ranges[field] = (range.lowerBound - start)..<(range.upperBound - start)
        }
        let arena = Array(texts.arena[start...])
        bytes += arena.count + MemoryLayout<Fee>.stride
        guard bytes <= ReadingLimit.waitingFees else { return false }
        fees.append(
            Fee(
                arena: arena,
                ranges: ranges,
                marks: marks,
                ordinal: texts.ordinal,
                line: texts.line
            )
        )
        return true
    }

    /// Gives the fees away, in their order.
    mutating func take() -> [Fee] {
        defer { self = WaitingFees() }
        return fees
    }
}
