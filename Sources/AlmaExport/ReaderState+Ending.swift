import BursarModel
import CLibXML2

extension ReaderState {
    /// Ends the reading with a verdict on the export, at the place the parser has come to.
    ///
    /// What is wrong first is told: behind a complaint of the parser nothing is judged any more, or
    /// the verdict would depend on how far it had read ahead.
    mutating func stop(_ reason: HoldReason, _ message: Message) {
        guard complaint == nil else { return unsafe xmlStopParser(parser) }
        stop(ExportReadError(reason, message, at: place))
    }

    /// Ends the reading; what comes first stays, and no further callback does anything.
    mutating func stop(_ error: any Error) {
        if ending == nil { ending = error }
        unsafe xmlStopParser(parser)
    }

    /// Notes where the parser's first complaint was; warnings do not count.
    ///
    /// A lack of memory says nothing of the export: it is looked at again. The parser ends by itself
    /// and must not be stopped where it stands.
    mutating func complain(isOfMemory: Bool) {
        if complaint == nil {
            complaint = place
            complainsOfEnd =
                unsafe parser.pointee.input.map { unsafe $0.pointee.cur == $0.pointee.end } ?? false
        }
        guard isOfMemory, ending == nil else { return }
        ending = ExportReadError(.unreadable, "no memory to parse with", at: place)
    }

    /// The place of the first complaint, or how far the parser has come.
    var complaintPlace: TextPlace { complaint ?? place }

    /// Whether nothing is known to be wrong but that no more came.
    var mayEndEarly: Bool { complaint == nil || complainsOfEnd }

    /// How far the parser has come.
    var place: TextPlace {
        guard let input = unsafe parser.pointee.input else { return TextPlace() }
        return unsafe TextPlace(line: Int64(input.pointee.line), column: Int64(input.pointee.col))
    }

    /// Gives the parser what it asks for; 0 is the end, also once it has complained.
    ///
    /// It asks ahead of need, so what is refused is told once it has read all that comes before.
    mutating func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
        guard complaint == nil else { return 0 }
        let count = unsafe input.take(into: room)
        if count == 0, refusal == nil, let refused = input.refusal {
            refusal = ExportReadError(
                refused.reason,
                refused.message,
                at: placeOfEnd(behind: refused.before)
            )
        }
        return count
    }

    /// The place behind all that the parser was given, and some further bytes.
    private func placeOfEnd(behind bytes: [UInt8]) -> TextPlace {
        var place = place
        guard let input = unsafe parser.pointee.input, var at = unsafe input.pointee.cur,
            let end = unsafe input.pointee.end
        else { return place }
        while unsafe at < end {
            unsafe place.advance(over: at.pointee)
            unsafe at += 1
        }
        for byte in bytes { place.advance(over: byte) }
        return place
    }

    /// The line on which the open tag begins: the parser itself stands at the tag's end.
    static func lineOfTag(in parser: xmlParserCtxtPtr) -> Int64 {
        guard let input = unsafe parser.pointee.input, let base = unsafe input.pointee.base,
            var at = unsafe input.pointee.cur
        else { return 1 }
        var line = unsafe Int64(input.pointee.line)
        while unsafe at > base {
            unsafe at -= 1
            guard unsafe at.pointee != UInt8(ascii: "<") else { break }
            if unsafe at.pointee == UInt8(ascii: "\n") { line -= 1 }
        }
        return line
    }
}
