extension FeeTexts {
    /// The text of a field, lent for as long as the fee is.
    @inlinable
    public func withText<Outcome, Failure: Error>(
        _ field: FeeField,
        _ body: (Span<UInt8>) throws(Failure) -> Outcome
    ) throws(Failure) -> Outcome {
        try body(arena.span.extracting(range(of: field)))
    }

    /// Whether a field's text is a constant of the contract or of Alma.
    public func equals(_ field: FeeField, _ constant: StaticString) -> Bool {
        let range = range(of: field)
        guard range.count == constant.utf8CodeUnitCount else { return false }
        return constant.withUTF8Buffer { wanted in
            for index in 0..<range.count {
                guard unsafe arena[range.lowerBound + index] == wanted[index] else { return false }
            }
            return true
        }
    }
}
