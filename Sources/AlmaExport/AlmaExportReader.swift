public import BursarModel
import CLibXML2

/// Reads one export: its bytes come out of a source, its fees go out one by one.
///
/// This is the stop between the archived copy of an export and the judging of its fees. Memory does
/// not grow with the export. A cut or faulty export shows only at its end, when most of its fees
/// are out: they count for nothing until `read` has returned.
///
/// The bytes pass three judges: their start (`ExportStart`), the length of their markup
/// (`MarkupFilter`), and libxml2 with the callbacks of `ReaderState`. The parser asks for bytes
/// itself: given them piece by piece, it looks at every tag twice, which costs it an eighth more.
@safe public struct AlmaExportReader: ~Copyable {
    private let parser: xmlParserCtxtPtr
    private let state: UnsafeMutablePointer<ReaderState>

    /// - Throws: `unreadable` where there is no memory for a parser.
    private init(
        source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int,
        onFee: @escaping (borrowing FeeTexts) throws -> Void
    ) throws(ExportReadError) {
        AlmaExportReader.prepare()
        unsafe state = UnsafeMutablePointer.allocate(capacity: 1)
        var handler = unsafe xmlSAXHandler.ofExport
        let parser = unsafe xmlCreateIOParserCtxt(
            &handler,
            state,
            { context, target, count in
                guard let context = unsafe context, let target = unsafe target else { return -1 }
                let state = unsafe context.assumingMemoryBound(to: ReaderState.self)
                let room = unsafe UnsafeMutableRawBufferPointer(start: target, count: Int(count))
                return unsafe Int32(state.pointee.fill(room))
            },
            nil,
            state,
            XML_CHAR_ENCODING_NONE
        )
        guard let parser = unsafe parser else {
            unsafe state.deallocate()
            throw ExportReadError(.unreadable, "no memory for a parser", at: TextPlace())
        }
        // Nothing else: NOENT would turn substitution on, RECOVER pass what is cut off.
        unsafe xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
        let input = unsafe ExportInput(source)
        unsafe state.initialize(to: ReaderState(parser: parser, input: input, onFee: onFee))
        unsafe self.parser = parser
    }

    deinit {
        unsafe xmlFreeParserCtxt(parser)
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    /// Reads an export from a source of bytes, on one thread.
    ///
    /// - Parameters:
    ///   - source: fills the memory it is given, or the beginning of it, and says with how many
    ///     bytes; 0 is the end. What it throws comes out unchanged.
    ///   - onFee: is lent every fee, in the order of the export. What it throws ends the reading
    ///     and comes out unchanged.
    /// - Returns: what the export says of itself as a whole.
    /// - Throws: `ExportReadError` where the export is to be held; then no fee of it counts.
    public static func read(
        from source: (UnsafeMutableRawBufferPointer) throws -> Int,
        onFee: (borrowing FeeTexts) throws -> Void
    ) throws -> ExportHeader {
        try unsafe withoutActuallyEscaping(source) { source in
            try withoutActuallyEscaping(onFee) { onFee in
                let reader = try unsafe AlmaExportReader(source: source, onFee: onFee)
                do {
                    return try reader.read()
                } catch var error as ExportReadError {
                    error.exportNumber = unsafe reader.state.pointee.header.exportNumbers.first
                    throw error
                }
            }
        }
    }

    private func read() throws -> ExportHeader {
        try unsafe state.pointee.input.judgeStart()
        unsafe xmlParseDocument(parser)
        if let ending = unsafe state.pointee.ending { throw ending }
        if let failure = unsafe state.pointee.input.failure { throw failure }
        if let refusal = unsafe state.pointee.refusal, unsafe state.pointee.mayEndEarly {
            throw refusal
        }
        // After `xmlStopParser` the parser calls a document well-formed: its word is not enough.
        guard unsafe !state.pointee.input.endsInsideMarkup, unsafe parser.pointee.errNo == 0,
            unsafe parser.pointee.wellFormed == 1, unsafe parser.pointee.nsWellFormed == 1,
            unsafe state.pointee.isComplete
        else { throw complaint }
        return unsafe state.pointee.finishedHeader
    }

    /// What the parser complained of, in our words: its own quote the export.
    private var complaint: ExportReadError {
        unsafe ExportReadError(
            .notWellFormed,
            state.pointee.isRootClosed || !state.pointee.mayEndEarly
                ? "the XML is not well-formed"
                : "the XML is not well-formed, or ends before its root element does",
            at: state.pointee.complaintPlace
        )
    }
}
