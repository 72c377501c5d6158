import BursarModel

/// Keeps markup that Alma never writes away from the parser.
///
/// The parser holds a tag or a comment in memory until it ends, and needs over a minute for a tag
/// with 200,000 attributes (measured); a DOCTYPE it shall not see at all. Nearly all bytes pass
/// without a look: markup longer than a stretch is still open at the stretch's end, so only the
/// last tag of a stretch is followed. Stretches with `<!` or `<?` are walked through byte by byte.
struct MarkupFilter {
    /// Why the bytes may not go on to the parser, and which of them still may.
    struct Refusal {
        var reason: HoldReason
        var message: Message
        /// The bytes of this block that come before the refused markup.
        var passed: Int
        /// The bytes of the refused markup that went on with earlier blocks.
        var gone: Int
    }

    private enum Inside {
        case text
        case opening  // `<` was the last byte
        case tag
        case declaration  // `<!`, and not yet known what of
        case comment
        case characterData
        case instruction
    }

    private var inside = Inside.text
    /// Where the open markup began, counted from this block's first byte: negative in later blocks.
    private(set) var start = 0
    /// The quotation mark of the open attribute value, or 0.
    private var quote: UInt8 = 0
    /// What came behind `<!`.
    private var head: [UInt8] = []
    /// The last two bytes of a comment, a CDATA section or an instruction.
    private var recent: (UInt8, UInt8) = (0, 0)

    /// No longer than a tag may be, so that one within a stretch needs no measuring.
    private static let stretch = ReadingLimit.tag

    /// Whether a tag, a comment or the like is open.
    var isInsideMarkup: Bool { inside != .text }
    /// The bytes of it that came, once a block has passed.
    var openBytes: Int { isInsideMarkup ? -start : 0 }

    /// Looks at the next bytes of the export.
    ///
    /// - Returns: nil where all of them may go on.
    mutating func refusal(of block: Span<UInt8>) -> Refusal? {
        for from in stride(from: 0, to: block.count, by: MarkupFilter.stretch) {
            let end = min(from + MarkupFilter.stretch, block.count)
            let isOrdinary = isOrdinary(block.extracting(from..<end))
            var at = from
            while at < end {
                if isOrdinary, inside == .text { at = lastOpening(of: block, in: at..<end) }
                guard at < end else { break }
                if let refusal = refusal(of: block[at], at: at) { return refusal }
                at += 1
            }
        }
        start -= block.count
        return nil
    }

    /// Whether a stretch holds tags and text alone.
    private func isOrdinary(_ stretch: Span<UInt8>) -> Bool {
        stretch.first(0, from: 0) == nil && !holdsTag(UInt8(ascii: "!"), in: stretch)
            && !holdsTag(UInt8(ascii: "?"), in: stretch)
    }

    private func holdsTag(_ mark: UInt8, in stretch: Span<UInt8>) -> Bool {
        var from = 1
        while let found = stretch.first(mark, from: from) {
            if stretch[found - 1] == UInt8(ascii: "<") { return true }
            from = found + 1
        }
        return false
    }

    /// The last `<`; the end where there is none.
    private func lastOpening(of block: Span<UInt8>, in range: Range<Int>) -> Int {
        range.last { block[$0] == UInt8(ascii: "<") } ?? range.upperBound
    }
}

extension MarkupFilter {
    /// Follows the markup by one byte.
    private mutating func refusal(of byte: UInt8, at index: Int) -> Refusal? {
        if byte == 0 {
            return Refusal(
                reason: .notWellFormed,
                message: "a byte is zero",
                passed: index,
                gone: 0
            )
        }
        switch inside {
        case .text:
            guard byte == UInt8(ascii: "<") else { return nil }
            inside = .opening
            start = index
            return nil
        case .opening:
            head.removeAll(keepingCapacity: true)
            recent = (0, 0)
            quote = 0
            switch byte {
            case UInt8(ascii: "!"): inside = .declaration
            case UInt8(ascii: "?"): inside = .instruction
            default:
                inside = .tag
                return followTag(byte, at: index)
            }
            return nil
        case .tag: return followTag(byte, at: index)
        case .declaration: return followDeclaration(byte)
        case .comment: return follow(byte, at: index, to: ("-", "-"))
        case .characterData: return follow(byte, at: index, to: ("]", "]"))
        case .instruction: return follow(byte, at: index, to: (nil, "?"))
        }
    }

    private mutating func followTag(_ byte: UInt8, at index: Int) -> Refusal? {
        guard index - start < ReadingLimit.tag else {
            return refused(.tagTooLong, "a tag is longer than 8 KiB")
        }
        switch byte {
        case UInt8(ascii: "<"): return refused(.notWellFormed, "a tag holds a `<`")
        case quote where quote != 0: quote = 0
        case UInt8(ascii: "\""), UInt8(ascii: "'"): if quote == 0 { quote = byte }
        case UInt8(ascii: ">"): if quote == 0 { inside = .text }
        default: break
        }
        return nil
    }

    private mutating func followDeclaration(_ byte: UInt8) -> Refusal? {
        head.append(byte)
        if head.elementsEqual("--".utf8) {
            inside = .comment
        } else if head.elementsEqual("[CDATA[".utf8) {
            inside = .characterData
        } else if head.elementsEqual("DOCTYPE".utf8) {
            return refused(.doctype, "the export has a DOCTYPE")
        } else if !["--", "[CDATA[", "DOCTYPE"].contains(where: { $0.utf8.starts(with: head) }) {
            return refused(.notWellFormed, "`<!` begins nothing that an export may hold")
        }
        return nil
    }

    /// Follows a comment or its like to `>` behind two certain bytes, or behind one.
    private mutating func follow(
        _ byte: UInt8,
        at index: Int,
        to end: (Unicode.Scalar?, Unicode.Scalar)
    ) -> Refusal? {
        guard index - start < ReadingLimit.otherMarkup else {
            return refused(.tagTooLong, "a comment or its like is longer than 64 KiB")
        }
        let isEnd =
            byte == UInt8(ascii: ">") && recent.1 == UInt8(ascii: end.1)
            && end.0.map { recent.0 == UInt8(ascii: $0) } ?? true
        recent = (recent.1, byte)
        if isEnd { inside = .text }
        return nil
    }

    private func refused(_ reason: HoldReason, _ message: Message) -> Refusal {
        Refusal(reason: reason, message: message, passed: max(0, start), gone: max(0, -start))
    }
}
