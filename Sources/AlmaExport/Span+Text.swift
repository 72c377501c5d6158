extension Span<UInt8> {
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
        guard count >= 11 else { return false }
        for start in 0...(count - 11)
        where self[start + 3] == UInt8(ascii: "-") && self[start + 6] == UInt8(ascii: "-") {
            let end = start + 11
            let fits = (start..<end).allSatisfy { index in
                index == start + 3 || index == start + 6 || isDigit(at: index)
            }
            if fits, !isDigit(at: start - 1), !isDigit(at: end) { return true }
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
