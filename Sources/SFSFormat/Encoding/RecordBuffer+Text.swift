internal import BursarModel

extension RecordBuffer {
    /// Appends a text in an output's encoding, cleaned of what could act instead of being read.
    ///
    /// CR, LF and TAB become a blank; other control characters, and those that turn or hide text,
    /// are dropped. What the encoding lacks is transliterated. A stranger's text loses the blanks
    /// at its ends; those in a campus's own texts are meant.
    ///
    /// - Throws: `not_encodable` where nothing in the encoding stands for a character.
    mutating func append(
        text: Span<UInt8>,
        in encoding: OutputEncoding,
        letterCase: LetterCase? = nil,
        trimmed: Bool
    ) throws(HoldReason) {
        let start = count
        var index = 0
        while index < text.count {
            var end = index
            while end < text.count, text[end] &- 0x20 < 0x5F { end += 1 }  // 0x20 to 0x7E
            append(text.extracting(index..<end))
            guard end < text.count else { break }
            let byte = text[end]
            index = end + 1
            if byte < 0x80 {
                if byte == 0x09 || byte == 0x0A || byte == 0x0D { append(UInt8(ascii: " ")) }
                continue
            }
            guard let scalar = UnicodeDecoding.scalar(in: text, at: end) else {
                throw .notEncodable
            }
            index = end + UTF8.width(scalar)
            guard !Printable.isInvisible(scalar) else { continue }
            if let letterCase {
                for changed in letterCase.applied(to: scalar) {
                    try append(changed, in: encoding, after: start)
                }
            } else {
                try append(scalar, in: encoding, after: start)
            }
        }
        if let letterCase { changeASCIICase(to: letterCase, from: start) }
        if trimmed { trim(from: start) }
    }

    private mutating func append(
        _ scalar: Unicode.Scalar,
        in encoding: OutputEncoding,
        after start: Int
    ) throws(HoldReason) {
        if encoding.isUTF8 || scalar.isASCII {
            for byte in scalar.utf8 { append(byte) }
            return
        }
        if let byte = encoding.byte(of: scalar.value) { return append(byte) }
        if Transliteration.isCombiningMark(scalar.value) {
            guard count > start else { return }
            if let whole = Transliteration.composed(self[count - 1], scalar.value),
                let byte = encoding.byte(of: whole)
            {
                self[count - 1] = byte
            }
            return
        }
        guard let plain = Transliteration.ascii(scalar.value) else { throw .notEncodable }
        append(plain.span)
    }

    mutating func changeASCIICase(to letterCase: LetterCase, from start: Int) {
        let first = letterCase == .upper ? UInt8(ascii: "a") : UInt8(ascii: "A")
        for index in start..<count where self[index] &- first < 26 { self[index] ^= 0x20 }
    }

    private mutating func trim(from start: Int) {
        while count > start, self[count - 1] == UInt8(ascii: " ") { truncate(to: count - 1) }
        var blanks = 0
        while start + blanks < count, self[start + blanks] == UInt8(ascii: " ") { blanks += 1 }
        if blanks > 0 { remove(from: start, count: blanks) }
    }
}

/// What `case` of a field makes of letters.
enum LetterCase: String, Sendable, CaseIterable {
    case upper
    case lower

    func applied(to scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        switch self {
        case .upper: scalar.properties.uppercaseMapping.unicodeScalars
        case .lower: scalar.properties.lowercaseMapping.unicodeScalars
        }
    }
}

/// Takes single characters out of UTF-8 bytes.
enum UnicodeDecoding {
    /// nil where no well-formed character begins there.
    static func scalar(in text: Span<UInt8>, at start: Int) -> Unicode.Scalar? {
        let lead = text[start]
        let length: Int
        var value: UInt32
        switch lead {
        case 0..<0x80: return Unicode.Scalar(lead)
        case 0xC2...0xDF: (length, value) = (2, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (length, value) = (3, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (length, value) = (4, UInt32(lead & 0x07))
        default: return nil
        }
        guard start + length <= text.count else { return nil }
        for index in start + 1..<start + length {
            guard text[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(text[index] & 0x3F)
        }
        guard let scalar = Unicode.Scalar(value), UTF8.width(scalar) == length else { return nil }
        return scalar
    }
}
