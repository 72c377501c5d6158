/// Byte strings kept one behind another, so that none has a life of its own on the hot path.
struct ByteRanges: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: some Sequence<UInt8>) -> Range<Int32> {
        let start = Int32(bytes.count)
        bytes.append(contentsOf: text)
        return start..<Int32(bytes.count)
    }

    @_lifetime(borrow self)
    func span(_ range: Range<Int32>) -> Span<UInt8> {
        bytes.span.extracting(Int(range.lowerBound)..<Int(range.upperBound))
    }
}
