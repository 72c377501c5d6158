internal import BursarModel

/// Walks over a text's YAML tokens before the parser does, and finds what the parser must not see.
///
/// The parser nests its calls as deeply as the text nests, and multiplies what aliases repeat; this
/// walk does neither, so that a hostile text is refused in one pass over its bytes. It follows the
/// tokens as libyaml's scanner does: quotes, comments and block texts are passed over.
struct DeclarationScan {
    enum Refused {
        case anchor, alias, tag, directive, complexKey, secondDocument, tooDeep, tooMany
    }

    /// What was found, each at the position of a byte.
    private(set) var refused: [(what: Refused, at: Int)] = []

    private let bytes: [UInt8]
    private let deepest: Int
    private let most: Int
    /// How many keys and values were passed over.
    private var texts = 0
    private var position = 0
    private var lineStart = 0
    /// The columns, from 0, of the block collections that are open.
    private var indents: [Int] = []
    /// How many `[` and `{` are open.
    private var flow = 0
    private var documents = 0

    /// At most `deepest` collections may stand in each other, and `most` keys and values in all.
    init(_ text: String, deepest: Int, most: Int) {
        bytes = Array(text.utf8)
        self.deepest = deepest
        self.most = most
        while refused.count < Findings.most, nextToken(), takeToken() {}
    }

    private var column: Int { position - lineStart }
    private var indent: Int { indents.last ?? -1 }

    private func byte(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private func isBlank(_ ahead: Int = 0) -> Bool { byte(ahead).map(isSpace) ?? true }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    private func isFlowMark(_ byte: UInt8?) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"):
            true
        default:
            false
        }
    }

    /// Passes over blanks, line ends and comments.
    ///
    /// - Returns: false at the end of the text.
    private mutating func nextToken() -> Bool {
        while let next = byte() {
            if isSpace(next) {
                step()
            } else if next == UInt8(ascii: "#") {
                while let rest = byte(), rest != UInt8(ascii: "\n") { position += 1 }
            } else {
                return true
            }
        }
        return false
    }

    private mutating func step() {
        if byte() == UInt8(ascii: "\n") { lineStart = position + 1 }
        position += 1
    }

    /// Takes the token at the position.
    ///
    /// - Returns: false where nothing behind it is worth a look.
    private mutating func takeToken() -> Bool {
        if flow == 0 {
            while indent > column { indents.removeLast() }
        }
        if column == 0, let more = takeDocumentMark() { return more }
        if documents == 0 { documents = 1 }
        guard let next = byte() else { return false }
        switch next {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            flow += 1
            position += 1
            return checkDepth()
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            flow = max(0, flow - 1)
            position += 1
        case UInt8(ascii: ",") where flow > 0:
            position += 1
        case UInt8(ascii: "-") where flow == 0 && isBlank(1):
            open(at: column)
            position += 1
            return checkDepth()
        case UInt8(ascii: "?") where isBlank(1):
            refuse(.complexKey)
            position += 1
        case UInt8(ascii: ":") where isBlank(1) || flow > 0:
            position += 1
        case UInt8(ascii: "&"): takeName(.anchor)
        case UInt8(ascii: "*"): takeName(.alias)
        case UInt8(ascii: "!"): takeName(.tag)
        case UInt8(ascii: "|") where flow == 0, UInt8(ascii: ">") where flow == 0:
            takeBlockText()
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            return takeKeyOrValue(quote: next)
        default:
            return takeKeyOrValue(quote: nil)
        }
        return true
    }

    private mutating func refuse(_ what: Refused) { refused.append((what, position)) }

    private mutating func open(at column: Int) {
        if indent < column { indents.append(column) }
    }

    private mutating func checkDepth() -> Bool {
        guard indents.count + flow > deepest else { return true }
        position -= 1
        refuse(.tooDeep)
        return false
    }

    /// `---`, `...` and `%` at the beginning of a line; nil where there is none.
    private mutating func takeDocumentMark() -> Bool? {
        if byte() == UInt8(ascii: "%"), flow == 0 {
            refuse(.directive)
            return false
        }
        guard let mark = byte(), mark == UInt8(ascii: "-") || mark == UInt8(ascii: "."),
            byte(1) == mark, byte(2) == mark, isBlank(3)
        else {
            if documents == 2 { refuse(.secondDocument) }
            return documents == 2 ? false : nil
        }
        if mark == UInt8(ascii: "."), documents > 0 {
            documents = 2
        } else if documents > 0 {
            refuse(.secondDocument)
            return false
        } else {
            documents = 1
        }
        position += 3
        return true
    }

    private mutating func takeName(_ what: Refused) {
        refuse(what)
        while !isBlank(), !(flow > 0 && isFlowMark(byte())) { position += 1 }
    }

    /// A quoted or plain text; one with `:` behind it, on its line, is a key and opens a mapping.
    private mutating func takeKeyOrValue(quote: UInt8?) -> Bool {
        texts += 1
        guard texts <= most else {
            refuse(.tooMany)
            return false
        }
        let (start, line) = (column, lineStart)
        if let quote { takeQuoted(quote) } else { takePlain() }
        var ahead = 0
        while byte(ahead) == UInt8(ascii: " ") || byte(ahead) == UInt8(ascii: "\t") { ahead += 1 }
        guard flow == 0, line == lineStart, byte(ahead) == UInt8(ascii: ":"), isBlank(ahead + 1)
        else { return true }
        open(at: start)
        return checkDepth()
    }

    private mutating func takeQuoted(_ quote: UInt8) {
        position += 1
        while let next = byte() {
            if next == quote {
                guard quote == UInt8(ascii: "'"), byte(1) == quote else { break }
                position += 2
            } else if next == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                position += 1
                step()
            } else {
                step()
            }
        }
        position = min(position + 1, bytes.count)
    }

    /// A plain text goes on over lines that are indented further than what it belongs to.
    private mutating func takePlain() {
        while let next = byte() {
            if isSpace(next) {
                let end = position
                let line = lineStart
                while let blank = byte(), isSpace(blank) { step() }
                let ends =
                    byte() == nil || byte() == UInt8(ascii: "#")
                    || (line != lineStart && flow == 0 && column <= indent)
                    || (line != lineStart && column == 0 && isDocumentMark)
                if ends || (byte() == UInt8(ascii: ":") && isBlank(1)) {
                    (position, lineStart) = (end, line)
                    return
                }
            } else if next == UInt8(ascii: ":"), isBlank(1) || (flow > 0 && isFlowMark(byte(1))) {
                return
            } else if flow > 0, isFlowMark(next) {
                return
            } else {
                position += 1
            }
        }
    }

    private var isDocumentMark: Bool {
        guard let mark = byte(), mark == UInt8(ascii: "-") || mark == UInt8(ascii: ".") else {
            return false
        }
        return byte(1) == mark && byte(2) == mark && isBlank(3)
    }

    /// `|` or `>` and the lines below it that are indented further than what it belongs to.
    private mutating func takeBlockText() {
        var wanted: Int?
        while let next = byte(), next != UInt8(ascii: "\n") {
            if let digit = next.decimalDigit, wanted == nil { wanted = max(indent, 0) + Int(digit) }
            if next == UInt8(ascii: "#") { wanted = wanted ?? 0 }
            position += 1
        }
        var least = wanted ?? 0
        while byte() != nil {
            step()
            let start = position
            while byte() == UInt8(ascii: " ") { position += 1 }
            if byte() == UInt8(ascii: "\n") || byte() == UInt8(ascii: "\r") || byte() == nil {
                skipLine()
                continue
            }
            if least == 0 { least = max(indent + 1, column) }
            guard column >= least, column > 0 || !isDocumentMark else {
                position = start
                return
            }
            skipLine()
        }
    }

    private mutating func skipLine() {
        while let next = byte(), next != UInt8(ascii: "\n") { position += 1 }
    }
}
