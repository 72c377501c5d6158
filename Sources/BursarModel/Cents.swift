/// An amount of money in integer cents, positive or negative.
public struct Cents: Hashable, Comparable, Sendable {
    public var value: Int64

    public init(_ value: Int64) { self.value = value }

    public static func < (one: Cents, other: Cents) -> Bool { one.value < other.value }

    /// Never traps: the largest magnitude of an `Int64` has no positive counterpart, but fits here.
    public var magnitude: UInt64 { value.magnitude }

    public var sign: FeeSign { value < 0 ? .credit : .charge }
}

/// Whether a fee is owed by the borrower or to the borrower.
public enum FeeSign: String, Sendable, CaseIterable, Codable {
    case charge
    case credit
}

extension Cents {
    /// Reads the text of `compositeSum/sum` as Alma prints it: `300`, `0.5`, `-3.25`.
    ///
    /// Shape `-?[0-9]+(\.[0-9]+)?`: a point, trailing zeros dropped, never a symbol or a thousands
    /// separator. `12.340` is 1234 cents; `12.345` is no amount of money.
    ///
    /// - Throws: `no_amount` for an empty text, `amount_syntax` for any other shape,
    ///   `amount_too_large` for what does not fit 64 bits of cents.
    public init(almaSum text: Span<UInt8>) throws(HoldReason) {
        guard text.count > 0 else { throw .noAmount }
        let negative = text[0] == UInt8(ascii: "-")
        var index = negative ? 1 : 0
        var magnitude: Int64 = 0
        var overflow = false
        func add(_ digit: UInt8) {
            let (tenfold, over) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tenfold.addingReportingOverflow(Int64(digit))
            overflow = overflow || over || carried
            magnitude = sum
        }
        let wholeStart = index
        while index < text.count, let digit = text[index].decimalDigit {
            add(digit)
            index += 1
        }
        guard index > wholeStart else { throw .amountSyntax }
        var decimals = 0
        if index < text.count {
            guard text[index] == UInt8(ascii: "."), index + 1 < text.count else {
                throw .amountSyntax
            }
            index += 1
            while index < text.count {
                guard let digit = text[index].decimalDigit, decimals < 2 || digit == 0 else {
                    throw .amountSyntax
                }
                if decimals < 2 { add(digit) }
                decimals += 1
                index += 1
            }
        }
        while decimals < 2 {
            add(0)
            decimals += 1
        }
        guard !overflow else { throw .amountTooLarge }
        value = negative ? -magnitude : magnitude
    }
}

extension UInt8 {
    /// The value of an ASCII digit, nil for any other byte.
    @inlinable public var decimalDigit: UInt8? {
        let value = self &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }
}
