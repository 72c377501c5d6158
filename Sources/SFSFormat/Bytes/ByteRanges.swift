/// Byte strings kept one behind another, so that none has a life of its own on the hot path.
struct ByteRanges: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: some Sequence<UInt8>) -> Range<Int32> {
        let start = Int32(bytes.count)
        bytes.append(contentsOf: text)
        return start..<Int32(bytes.count)
    }

    subscript(range: Range<Int32>) -> ArraySlice<UInt8> {
        bytes[Int(range.lowerBound)..<Int(range.upperBound)]
    }
}

extension RecordBuffer {
    mutating func append(_ texts: ByteRanges, _ range: Range<Int32>) {
        append(texts.bytes.span.extracting(Int(range.lowerBound)..<Int(range.upperBound)))
    }
}
