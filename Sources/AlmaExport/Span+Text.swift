import CLibXML2

extension Span<UInt8> {
    /// Where a byte stands first, from a place on; the search is the machine's fastest.
    func first(_ byte: UInt8, from start: Int) -> Int? {
        unsafe withUnsafeBufferPointer { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            return unsafe bh_find(base + start, byte, bytes.count - start).map { unsafe $0 - base }
        }
    }

    /// Whether these are the bytes of an ASCII text.
    func holds(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return indices.allSatisfy { unsafe self[$0] == text.utf8Start[$0] }
    }

    func holds(_ bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        return indices.allSatisfy { self[$0] == bytes[$0] }
    }

    /// Whether a text holds `ddd-dd-dddd` with no further digit at its ends.
    ///
    /// Staff type comments freely; such a number must not travel unnoticed.
    var holdsSocialSecurityNumber: Bool {
        var from = 3
        while let dash = first(UInt8(ascii: "-"), from: from) {
            let (start, end) = (dash - 3, dash + 8)
            guard end <= count else { return false }
            let fits = (start..<end).allSatisfy { index in
                index == dash
                    || (index == dash + 3 ? self[index] == self[dash] : isDigit(at: index))
            }
            if fits, !isDigit(at: start - 1), !isDigit(at: end) { return true }
            from = dash + 1
        }
        return false
    }

    private func isDigit(at index: Int) -> Bool {
        index >= 0 && index < count && self[index] &- UInt8(ascii: "0") < 10
    }
}

extension [UInt8] {
    mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
