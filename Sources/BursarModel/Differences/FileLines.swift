/// The lines of a text, told apart by their bytes.
///
/// Swift takes `é` of one scalar and of two for equal, and so would a comparison of strings; an
/// output does not.
struct FileLines {
    struct Line: Hashable {
        var bytes: [UInt8]
        /// False for a last line that the file ends in the middle of.
        var isEnded = true

        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    let lines: [Line]

    init(_ text: String) {
        var lines: [Line] = []
        var line: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\n") {
                lines.append(Line(bytes: line))
                line = []
            } else {
                line.append(byte)
            }
        }
        if !line.isEmpty { lines.append(Line(bytes: line, isEnded: false)) }
        self.lines = lines
    }
}
