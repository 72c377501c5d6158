import BursarModel
import CLibXML2

extension ReaderState {
    /// Ends the reading with a verdict on the export, at the place the parser has come to.
    mutating func stop(_ reason: HoldReason, _ message: Message) {
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
        if complaint == nil { complaint = place }
        guard isOfMemory, ending == nil else { return }
        ending = ExportReadError(.unreadable, "no memory to parse with", at: place)
    }

    /// The place of the first complaint, or how far the parser has come.
    var complaintPlace: TextPlace { complaint ?? place }

    /// How far the parser has come.
    var place: TextPlace {
        guard let input = unsafe parser.pointee.input else { return TextPlace() }
        return unsafe TextPlace(line: Int64(input.pointee.line), column: Int64(input.pointee.col))
    }

    /// The place right behind all that was fed but a number of last bytes.
    ///
    /// The parser keeps back what it cannot judge yet, so that lies between its own place and this.
    func place(before last: Int) -> TextPlace {
        var place = place
        guard let input = unsafe parser.pointee.input, var at = unsafe input.pointee.cur,
            let end = unsafe input.pointee.end
        else { return place }
        while unsafe end - at > last {
            unsafe place.advance(over: at.pointee)
            unsafe at += 1
        }
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
