/// The texts of the borrower and the fee that are being read, one after another.
///
/// An array asks at every piece of text whether it is the only owner of its memory, which took a
/// tenth of the reading. No field keeps more than 4 KiB, so this memory hardly ever grows.
@safe struct TextBuffer: ~Copyable {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 16 * ReadingLimit.keptText
    private(set) var count = 0

    init() { unsafe bytes = UnsafeMutablePointer.allocate(capacity: capacity) }

    deinit { unsafe bytes.deallocate() }

    mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
        guard let start = piece.baseAddress else { return }
        if count + piece.count > capacity { grow(by: piece.count) }
        unsafe (bytes + count).initialize(from: start, count: piece.count)
        count += piece.count
    }

    /// Forgets what lies behind the first bytes.
    mutating func truncate(to count: Int) { self.count = min(count, self.count) }

    /// Lends the texts in a range out for reading.
    func read<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
        let range = range.clamped(to: 0..<count)
        let texts = unsafe UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
        return body(unsafe texts.span)
    }

    /// The range without the white space at its ends.
    ///
    /// Nothing else is done to ids, codes, sums and dates: what `5 .00` is, the judge says.
    func trimmed(from start: Int) -> Range<Int> {
        var (start, end) = (start, count)
        while unsafe start < end && isWhiteSpace(bytes[start]) { start += 1 }
        while unsafe end > start && isWhiteSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Makes one blank of every run of white space from `start` on, and none at the two ends.
    ///
    /// Titles and comments come with tabs and line breaks inside (seen), which are layout.
    mutating func folded(from start: Int) -> Range<Int> {
        var read = start
        while unsafe read < count && !(isWhiteSpace(bytes[read]) && isLayout(at: read, of: start)) {
            read += 1
        }
        guard read < count else { return start..<count }
        var write = read  // the bytes before it stay as they are
        for read in read..<count {
            let byte = unsafe bytes[read]
            if !isWhiteSpace(byte) {
                unsafe bytes[write] = byte
                write += 1
            } else if unsafe write > start && bytes[write - 1] != UInt8(ascii: " ") {
                unsafe bytes[write] = UInt8(ascii: " ")
                write += 1
            }
        }
        if unsafe write > start && bytes[write - 1] == UInt8(ascii: " ") { write -= 1 }
        count = write
        return start..<write
    }

    /// Whether white space is something else than one blank between two words.
    private func isLayout(at index: Int, of start: Int) -> Bool {
        unsafe bytes[index] != UInt8(ascii: " ") || index == start || index + 1 == count
            || isWhiteSpace(bytes[index + 1])
    }

    private mutating func grow(by more: Int) {
        capacity = 2 * capacity + more
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        unsafe larger.initialize(from: bytes, count: count)
        unsafe bytes.deallocate()
        unsafe bytes = larger
    }
}
