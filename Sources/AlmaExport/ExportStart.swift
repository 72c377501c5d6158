import BursarModel

/// The first bytes of an export, judged before a parser sees them.
///
/// libxml2 takes XML 1.1, Latin-1, UTF-16 and UTF-7, which smuggles markup (measured); Alma writes
/// XML 1.0 in UTF-8, with the declaration or without it.
enum ExportStart {
    enum Judgement: Equatable {
        /// The bytes are too few to tell.
        case unknown
        case good
        case refused(HoldReason)
    }

    /// Judges an export by the bytes that came so far, or, where no more will come, by its whole.
    static func judge(_ bytes: [UInt8], isWhole: Bool) -> Judgement {
        guard bytes.count >= longestMark || isWhole else { return .unknown }
        guard !bytes.isEmpty else { return .refused(.emptyFile) }
        if compressedMarks.contains(where: bytes.starts(with:)) { return .refused(.compressed) }
        if foreignMarks.contains(where: bytes.starts(with:)) { return .refused(.encoding) }
        let text = bytes.starts(with: utf8Mark) ? bytes[utf8Mark.count...] : bytes[...]
        guard text.count >= declarationStart.count + 1 || isWhole else { return .unknown }
        guard text.starts(with: declarationStart),
            text.dropFirst(declarationStart.count).first.map(isWhiteSpace) ?? false
        else { return .good }  // no declaration: UTF-8 and 1.0 are what XML says then
        return judge(declaration: text, isWhole: isWhole)
    }

    private static func judge(declaration text: ArraySlice<UInt8>, isWhole: Bool) -> Judgement {
        var declaration = Declaration(rest: text.dropFirst(declarationStart.count))
        guard let end = declaration.end else {
            return isWhole || text.count >= ReadingLimit.declaration
                ? .refused(.notWellFormed) : .unknown
        }
        declaration.rest = declaration.rest[..<end]
        guard declaration.value(of: "version") == Array("1.0".utf8) else {
            return .refused(.notWellFormed)
        }
        if let encoding = declaration.value(of: "encoding") {
            guard encoding.map(uppercased) == Array("UTF-8".utf8) else {
                return .refused(.encoding)
            }
        }
        if let standalone = declaration.value(of: "standalone") {
            guard [Array("yes".utf8), Array("no".utf8)].contains(standalone) else {
                return .refused(.notWellFormed)
            }
        }
        return declaration.isAtEnd ? .good : .refused(.notWellFormed)
    }

    private static let declarationStart = Array("<?xml".utf8)
    private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let longestMark = 4
    private static let compressedMarks: [[UInt8]] = [
        [0x1F, 0x8B],  // gzip
        Array("PK".utf8),  // ZIP
        Array("BZh".utf8),  // bzip2
        [0xFD, 0x37, 0x7A, 0x58],  // xz
        [0x28, 0xB5, 0x2F, 0xFD],  // Zstandard
    ]
    private static let foreignMarks: [[UInt8]] = [
        [0xFE, 0xFF], [0xFF, 0xFE], [0x00, 0x3C], [0x3C, 0x00],  // UTF-16, and UTF-32 from its end
        [0x00, 0x00, 0xFE, 0xFF], [0x00, 0x00, 0x00, 0x3C],  // UTF-32
        [0x4C, 0x6F, 0xA7, 0x94],  // EBCDIC
    ]

    private static func uppercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte
    }
}

/// The pseudo-attributes of an XML declaration, taken off its front one after another.
private struct Declaration {
    var rest: ArraySlice<UInt8>

    /// Where `?>` begins.
    var end: Int? {
        rest.prefix(ReadingLimit.declaration).indices.dropLast().first { index in
            rest[index] == UInt8(ascii: "?") && rest[index + 1] == UInt8(ascii: ">")
        }
    }

    /// Takes white space, the name, `=` and a quoted value off the front.
    ///
    /// - Returns: nil, with nothing taken, where something else stands there.
    mutating func value(of name: StaticString) -> [UInt8]? {
        var ahead = rest.drop(while: isWhiteSpace)
        let letters = Array(name.description.utf8)
        guard ahead.startIndex > rest.startIndex, ahead.starts(with: letters) else { return nil }
        ahead = ahead.dropFirst(letters.count).drop(while: isWhiteSpace)
        guard ahead.first == UInt8(ascii: "=") else { return nil }
        ahead = ahead.dropFirst().drop(while: isWhiteSpace)
        guard let quote = ahead.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            let close = ahead.dropFirst().firstIndex(of: quote)
        else { return nil }
        rest = ahead[(close + 1)...]
        return Array(ahead[(ahead.startIndex + 1)..<close])
    }

    var isAtEnd: Bool { rest.allSatisfy(isWhiteSpace) }
}
