import BursarModel
import SFSFormat

/// A record in the making that stands for several fees of one group.
///
/// A number's width depends on its digits alone. So whether the record still fits is tried only
/// where the sum, or the number of fees, has more digits than one that was tried before.
struct OpenGroup {
    private let format: DraftFormat
    private let file: Int
    /// The first fee with the amount and the number of all of them; nil where none is open.
    var fee: SpooledFee?
    private(set) var texts = FeeTexts()
    private(set) var sortKey: [UInt8] = []
    private var key: [UInt8] = []
    private var context: OutputContext?
    private var digits = (amount: 0, count: 0)
    private var scratch = RecordBuffer(reserving: 1024)

    init(format: DraftFormat, file: Int) {
        self.format = format
        self.file = file
    }

    /// The place of the record's first fee.
    var first: Int64 { fee?.place ?? 0 }

    mutating func open(
        with texts: FeeTexts,
        _ fee: SpooledFee,
        key: Span<UInt8>,
        sortKey: Span<UInt8>,
        context: OutputContext
    ) {
        self.fee = fee
        self.texts = texts
        self.key = key.array
        self.sortKey = sortKey.array
        self.context = context
        digits = OpenGroup.digits(of: fee)
    }

    /// Adds a fee to the record; false where it is of another group, or would not fit.
    mutating func take(_ next: SpooledFee, of nextKey: Span<UInt8>) throws -> Bool {
        guard var sum = fee, let context, isSame(nextKey) else { return false }
        let (cents, overflow) = sum.facts.amount.value
            .addingReportingOverflow(next.facts.amount.value)
        guard !overflow, cents != .min else { return false }
        sum.facts.amount = Cents(cents)
        sum.count += 1
        let wanted = OpenGroup.digits(of: sum)
        if wanted.amount > digits.amount || wanted.count > digits.count {
            defer { scratch.removeAll() }
            do throws(HoldReason) {
                _ = try format.compiled.appendRecord(
                    of: texts,
                    sum.facts,
                    file: file,
                    context: context,
                    lineNumber: 1,
                    groupCount: sum.count,
                    to: &scratch
                )
            } catch {
                return false
            }
            digits = (max(digits.amount, wanted.amount), max(digits.count, wanted.count))
        }
        fee = sum
        return true
    }

    private func isSame(_ other: Span<UInt8>) -> Bool {
        guard key.count == other.count else { return false }
        for index in key.indices where key[index] != other[index] { return false }
        return true
    }

    private static func digits(of fee: SpooledFee) -> (amount: Int, count: Int) {
        (digits(of: fee.facts.amount.magnitude), digits(of: fee.count.magnitude))
    }

    private static func digits(of number: UInt64) -> Int {
        var digits = 1
        var rest = number / 10
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        return digits
    }
}
