internal import BursarModel

/// A campus file or a format file: its name as the person gave it, and its text.
public struct DeclarationFile: Hashable, Sendable {
    /// The largest file that is read, in bytes.
    ///
    /// A reader of files may stop one byte behind it.
    public static let largest = 1 << 20

    public let name: String
    public let text: String
    /// Where the bytes stopped being UTF-8, if they did; such a file is refused there.
    let firstInvalid: Place?

    public init(name: String, text: String) {
        self.name = name
        self.text = text
        firstInvalid = nil
    }

    /// Takes a file's bytes as they were read, whatever they are.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        if let text = String(validating: bytes, as: UTF8.self) {
            self.text = text
            firstInvalid = nil
            return
        }
        text = String(decoding: bytes.prefix(DeclarationFile.largest + 1), as: UTF8.self)
        let replaced = text.unicodeScalars.firstIndex(of: "\u{FFFD}") ?? text.startIndex
        firstInvalid = Place(of: replaced, in: text)
    }
}

extension Place {
    /// The place of a position in a text, in characters and from 1.
    init(of index: String.Index, in text: String) {
        let before = text[..<index]
        let lineStart = before.utf8.lastIndex(of: UInt8(ascii: "\n")).map(text.utf8.index(after:))
        self.init(
            line: 1 + before.utf8.count { $0 == UInt8(ascii: "\n") },
            column: 1 + text[(lineStart ?? text.startIndex)..<index].count
        )
    }
}
