/// Just enough XML to find the first start tag and the last end tag.
struct XMLGlance {
    struct RootTag {
        /// With its prefix, as written.
        var name: ArraySlice<UInt8>
        var isSelfClosed: Bool
        /// The index behind its `>`.
        var end: Int
    }

    private var rest: ArraySlice<UInt8>

    init(_ head: ArraySlice<UInt8>) {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        rest = head.starts(with: byteOrderMark) ? head.dropFirst(3) : head
    }

    /// The tag that opens the root element; nil where there is none to be seen.
    mutating func rootTag() -> RootTag? {
        while true {
            rest = rest.drop(while: isWhite)
            if rest.starts(with: "<?".utf8) {
                guard skip(behind: "?>") else { return nil }
            } else if rest.starts(with: "<!--".utf8) {
                guard skip(behind: "-->") else { return nil }
            } else if rest.starts(with: "<!".utf8) {
                guard skipDoctype() else { return nil }
            } else {
                return tag()
            }
        }
    }

    private func tag() -> RootTag? {
        guard rest.first == UInt8(ascii: "<") else { return nil }
        let name = rest.dropFirst().prefix { !isWhite($0) && !isTagEnd($0) }
        guard !name.isEmpty else { return nil }
        var quote: UInt8?
        for index in name.endIndex..<rest.endIndex {
            let byte = rest[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                let isSelfClosed = rest[index - 1] == UInt8(ascii: "/")
                return RootTag(name: name, isSelfClosed: isSelfClosed, end: index + 1)
            }
        }
        return nil
    }

    private mutating func skip(behind end: StaticString) -> Bool {
        guard let found = rest.firstRange(of: end) else { return false }
        rest = rest[found.upperBound...]
        return true
    }

    /// Behind a DOCTYPE, so that a file that has one is taken, and then held for it.
    private mutating func skipDoctype() -> Bool {
        let declaration = rest.prefix { $0 != UInt8(ascii: ">") }
        return skip(behind: declaration.contains(UInt8(ascii: "[")) ? "]>" : ">")
    }
}

extension XMLGlance {
    /// The bytes without the white space, comments and processing instructions that may follow a
    /// root element.
    static func withoutTrailingMiscellany(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while true {
            while let last = bytes.last, isWhite(last) { bytes.removeLast() }
            if bytes.ends(with: "-->"), let start = bytes.lastRange(of: "<!--") {
                bytes = bytes[..<start.lowerBound]
            } else if bytes.ends(with: "?>"), let start = bytes.lastRange(of: "<?") {
                bytes = bytes[..<start.lowerBound]
            } else {
                return bytes
            }
        }
    }

    /// The name in `</name>` at the very end; nil where something else stands there.
    static func nameOfClosingTag(atEndOf bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard bytes.ends(with: ">"), let start = bytes.lastRange(of: "</") else { return nil }
        let inside = bytes[start.upperBound...].dropLast()
        let name = inside.prefix { !isWhite($0) }
        return inside[name.endIndex...].allSatisfy(isWhite) ? name : nil
    }
}

private func isWhite(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
}

private func isTagEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
}

extension ArraySlice<UInt8> {
    func ends(with ending: StaticString) -> Bool {
        suffix(ending.utf8CodeUnitCount).elementsEqual(ending.description.utf8)
    }

    fileprivate func firstRange(of wanted: StaticString) -> Range<Int>? {
        let bytes = Array(wanted.description.utf8)
        return indices.first { self[$0...].starts(with: bytes) }.map { $0..<($0 + bytes.count) }
    }

    fileprivate func lastRange(of wanted: StaticString) -> Range<Int>? {
        let bytes = Array(wanted.description.utf8)
        return indices.last { self[$0...].starts(with: bytes) }.map { $0..<($0 + bytes.count) }
    }
}
