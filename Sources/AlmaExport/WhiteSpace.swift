/// White space as XML has it; a no-break space is text, and part of an id.
@inline(__always) func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
}

extension [UInt8] {
    /// The range without the white space at its ends.
    ///
    /// Nothing else is done to ids, codes, sums and dates: what `5 .00` is, the judge says.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isWhiteSpace(self[start]) { start += 1 }
        while end > start, isWhiteSpace(self[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Makes one blank of every run of white space from `start` on, and none at the two ends.
    ///
    /// Titles and comments come with tabs and line breaks inside (seen), which are layout.
    mutating func foldWhiteSpace(from start: Int) {
        var write = start
        var bytes = mutableSpan
        var pending = false
        for read in start..<bytes.count {
            let byte = bytes[read]
            if isWhiteSpace(byte) {
                pending = write > start
            } else {
                if pending {
                    bytes[write] = UInt8(ascii: " ")
                    write += 1
                    pending = false
                }
                bytes[write] = byte
                write += 1
            }
        }
        removeLast(count - write)
    }
}
