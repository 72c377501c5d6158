/// Text as mail carries it over any way (RFC 2045): ASCII in lines of at most 76 characters.
enum QuotedPrintable {
    private static let digits = Array("0123456789ABCDEF")
    private static let longest = 76

    /// Line feeds stay line ends; a carriage return is a character like others and escaped.
    static func encoded(_ text: String) -> String {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.map(encodedLine).joined(separator: "\n")
    }

    private static func encodedLine(_ line: Substring.UTF8View) -> String {
        var encoded = ""
        var width = 0
        let last = line.indices.last
        for index in line.indices {
            let byte = line[index]
            let isBlankAtEnd = index == last && (byte == 0x20 || byte == 0x09)
            // A line that begins with `From ` or a point alone means something on the way.
            let isMisread = width == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
            let piece =
                isPlain(byte) && !isBlankAtEnd && !isMisread
                ? String(UnicodeScalar(byte)) : escaped(byte)
            if width + piece.utf8.count > longest - 1 {
                encoded += "=\n"
                width = 0
            }
            encoded += piece
            width += piece.utf8.count
        }
        return encoded
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")) || byte == 0x09
    }

    static func escaped(_ byte: UInt8) -> String {
        "=\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
}
