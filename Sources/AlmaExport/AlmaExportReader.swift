public import BursarModel
import CLibXML2

/// Reads one export: its bytes come in as they come, its fees go out one by one.
///
/// This is the stop between the archived copy of an export and the judging of its fees. Memory does
/// not grow with the export. A cut or faulty export shows only at its end, when most of its fees
/// are out: they count for nothing until `finish` has returned. An error that `onFee` throws ends
/// the reading and comes out of `feed` unchanged.
///
/// The bytes pass three judges: their start (`ExportStart`), the length of their markup
/// (`MarkupFilter`), and libxml2 with the callbacks of `ReaderState`. A reader reads one export, on
/// one thread at a time.
@safe public struct AlmaExportReader: ~Copyable {
    private let parser: xmlParserCtxtPtr
    private let state: UnsafeMutablePointer<ReaderState>
    private var filter = MarkupFilter()
    /// The first bytes, until there are enough of them to be judged; nil once they are.
    private var start: [UInt8]? = []

    /// - Throws: `unreadable` where there is no memory for a parser.
    public init(
        onFee: @escaping (borrowing FeeTexts) throws -> Void
    ) throws(ExportReadError) {
        AlmaExportReader.prepare()
        unsafe state = UnsafeMutablePointer.allocate(capacity: 1)
        var handler = unsafe xmlSAXHandler.ofExport
        guard let parser = unsafe xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else {
            unsafe state.deallocate()
            throw ExportReadError(.unreadable, "no memory for a parser", at: TextPlace())
        }
        // Nothing else: NOENT would turn substitution on, RECOVER pass what is cut off.
        unsafe xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue))
        unsafe state.initialize(to: ReaderState(parser: parser, onFee: onFee))
        unsafe self.parser = parser
    }

    deinit {
        unsafe xmlFreeParserCtxt(parser)
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    /// Reads an export from a source of bytes.
    ///
    /// - Parameters:
    ///   - source: fills the memory it is given, or the beginning of it, and says with how many
    ///     bytes; 0 is the end. What it throws comes out unchanged.
    ///   - onFee: is lent every fee, in the order of the export.
    /// - Returns: what the export says of itself as a whole.
    /// - Throws: `ExportReadError` where the export is to be held.
    public static func read(
        from source: (UnsafeMutableRawBufferPointer) throws -> Int,
        onFee: (borrowing FeeTexts) throws -> Void
    ) throws -> ExportHeader {
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: ReadingLimit.block,
            alignment: 16
        )
        defer { unsafe block.deallocate() }
        return try withoutActuallyEscaping(onFee) { onFee in
            var reader = try AlmaExportReader(onFee: onFee)
            while case let count = unsafe try source(block), count > 0 {
                let bytes = unsafe UnsafeRawBufferPointer(rebasing: block.prefix(count))
                try unsafe reader.feed(bytes.assumingMemoryBound(to: UInt8.self).span)
            }
            return try reader.finish()
        }
    }
}

extension AlmaExportReader {
    /// The first export number that was seen so far, also of an export that broke off.
    public var exportNumberSoFar: String? { unsafe state.pointee.header.exportNumbers.first }
}

extension AlmaExportReader {
    /// Takes the next bytes of the export, as many as there are.
    ///
    /// - Throws: `ExportReadError` where the export is to be held, or what `onFee` threw. Nothing
    ///   further can be fed then.
    public mutating func feed(_ bytes: Span<UInt8>) throws {
        guard var first = start else { return try pass(bytes) }
        unsafe bytes.withUnsafeBufferPointer { unsafe first.append(contentsOf: $0) }
        start = first
        guard try judgeStart(isWhole: false) else { return }
        start = nil
        try pass(first.span)
    }

    /// Ends the export: what has come is all of it.
    ///
    /// - Returns: what the export says of itself as a whole.
    /// - Throws: `ExportReadError` where it is not whole; then no fee of it counts.
    public mutating func finish() throws -> ExportHeader {
        if let ending = unsafe state.pointee.ending { throw ending }
        if let first = start {
            _ = try judgeStart(isWhole: true)
            start = nil
            try pass(first.span)
        }
        // The parser would still take the beginning of a cut tag for an element.
        guard !filter.isInsideMarkup else { throw complaint }
        try parse(Span(), isLast: true)
        // After `xmlStopParser` the parser calls a document well-formed: its word is not enough.
        guard unsafe parser.pointee.wellFormed == 1, unsafe parser.pointee.nsWellFormed == 1,
            unsafe state.pointee.isComplete
        else { throw complaint }
        return unsafe state.pointee.finishedHeader
    }

    private func judgeStart(isWhole: Bool) throws(ExportReadError) -> Bool {
        switch ExportStart.judge(start ?? [], isWhole: isWhole) {
        case .unknown: return false
        case .good: return true
        case .refused(let reason):
            throw ExportReadError(reason, reason.meaning, at: TextPlace())
        }
    }

    /// Takes bytes past the filter to the parser, in blocks.
    private mutating func pass(_ bytes: Span<UInt8>) throws {
        for from in stride(from: 0, to: bytes.count, by: ReadingLimit.block) {
            let block = bytes.extracting(from..<min(from + ReadingLimit.block, bytes.count))
            guard let refusal = filter.refusal(of: block) else {
                try parse(block)
                continue
            }
            try parse(block.extracting(first: refusal.passed))
            let error = unsafe ExportReadError(
                refusal.reason,
                refusal.message,
                at: state.pointee.place(before: refusal.gone)
            )
            unsafe state.pointee.stop(error)
            throw error
        }
    }

    private func parse(_ bytes: Span<UInt8>, isLast: Bool = false) throws {
        let code = unsafe bytes.withUnsafeBytes { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe xmlParseChunk(parser, start, Int32(bytes.count), isLast ? 1 : 0)
        }
        if let ending = unsafe state.pointee.ending { throw ending }
        guard code == 0 else { throw complaint }
    }

    /// What the parser complained of, in our words: its own quote the export.
    private var complaint: ExportReadError {
        unsafe ExportReadError(
            .notWellFormed,
            state.pointee.isRootClosed
                ? "the XML is not well-formed"
                : "the XML is not well-formed, or ends before its root element does",
            at: state.pointee.complaintPlace
        )
    }
}
