import BursarModel
import Digests
import Failpoints
import Ledger
import Posix
import SFSFormat

/// One output being written: its records as they come, its header and trailer at the end.
///
/// The header's place is kept free where its length is known before the totals are; otherwise the
/// file is rendered twice. What is written is digested on its way, and compared with what is read
/// back from the disk.
final class DraftFile {
    /// Records are gathered to so many bytes before they are written.
    private static let block = 256 * 1024

    let format: DraftFormat
    let file: Int
    let export: Int?
    let context: OutputContext
    let name: FileName
    private let folder: Folder
    private(set) var totals = OutputTotals()
    /// Held fees of earlier exports among the first records.
    var released = Tally.zero
    /// Whether every line in it still counts, and its header can be put in place.
    private(set) var isIntact: Bool
    private var descriptor: FileDescriptor
    private var buffer = RecordBuffer()
    private var body = SHA256Hasher()
    private var bodyLength: Int64 = 0

    var compiled: CompiledFile { format.compiled.files[file] }
    var kind: OutputKind { compiled.kind }

    init(
        format: DraftFormat,
        file: Int,
        export: Int?,
        context: OutputContext,
        named name: FileName,
        in folder: Folder
    ) throws {
        self.format = format
        self.file = file
        self.export = export
        self.context = context
        self.name = name
        self.folder = folder
        let headerLength = format.compiled.files[file].headerLength
        isIntact = headerLength != nil
        _ = try folder.removeFileIfPresent(name)
        descriptor = try folder.createFile(name)
        try Failpoint.reached("render.after_open")
        try descriptor.write([UInt8](repeating: UInt8(ascii: " "), count: headerLength ?? 0))
    }

    /// Appends the record of one fee, which may show what export it came in.
    func append(
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        from origin: DraftExport
    ) throws {
        let id = try format.compiled.appendRecord(
            of: texts,
            facts,
            file: file,
            context: compiled.recordNamesExport ? context.of(origin) : context,
            lineNumber: totals.records + 1,
            to: &buffer
        )
        try totals.add(facts.amount, id)
        if buffer.count >= DraftFile.block { try flush() }
    }

    private func flush() throws {
        try Failpoint.reached("render.mid")
        try buffer.withBytes { bytes in
            body.update(bytes)
            try descriptor.write(bytes)
        }
        bodyLength += Int64(buffer.count)
        buffer.removeAll()
    }

    /// Returns to earlier totals; its bytes then no longer fit them, and are not used.
    func takeBack(to earlier: OutputTotals) {
        guard earlier.tally != totals.tally else { return }
        totals = earlier
        isIntact = false
    }

    /// Puts header and trailer in place and brings all bytes to the disk.
    ///
    /// - Returns: what the file holds, read back from the disk.
    func finish(context final: OutputContext) throws -> WrittenFile {
        if compiled.empty == .empty, totals.records == 0 { return try finishWithoutBytes() }
        let header = try format.compiled.header(file: file, context: final, totals: totals)
        guard header.count == compiled.headerLength else {
            throw HubError.outputDiffers("a header is longer than its place")
        }
        try flush()
        let trailer = try format.compiled.trailer(file: file, context: final, totals: totals)
        try descriptor.write(trailer)
        var length = Int64(header.count) + bodyLength + Int64(trailer.count)
        if compiled.lineEndingToDrop > 0, bodyLength + Int64(trailer.count) > 0 {
            length -= Int64(compiled.lineEndingToDrop)
            try descriptor.truncate(to: length)
        }
        try descriptor.write(header, at: 0)
        try Failpoint.reached("render.before_fsync")
        try descriptor.synchronize()
        try Failpoint.reached("render.after_fsync")
        return try readBack(header: header, length: length)
    }

    /// Gives back the header's place too: the layout wants a file without bytes.
    private func finishWithoutBytes() throws -> WrittenFile {
        try descriptor.truncate(to: 0)
        try descriptor.synchronize()
        return try readBack(header: [], length: 0)
    }

    /// Control totals are compared again on the bytes that are on the disk.
    private func readBack(header: [UInt8], length: Int64) throws -> WrittenFile {
        let written = try folder.openFile(name)
        var whole = SHA256Hasher()
        var records = SHA256Hasher()
        var offset: Int64 = 0
        let bodyRange = Int64(header.count)..<Int64(header.count) + bodyLength
        var block = [UInt8](repeating: 0, count: DraftFile.block)
        while true {
            let count = try written.read(into: &block)
            if count == 0 { break }
            let bytes = block.span.extracting(0..<count)
            whole.update(bytes)
            let inBody = bodyRange.clamped(to: offset..<offset + Int64(count))
            if !inBody.isEmpty {
                let range = Int(inBody.lowerBound - offset)..<Int(inBody.upperBound - offset)
                records.update(bytes.extracting(range))
            }
            offset += Int64(count)
        }
        // Without its last line ending a file ends within what was digested.
        let isComparable = length >= bodyRange.upperBound
        guard offset == length, !isComparable || records.finalize() == body.finalize() else {
            throw HubError.outputDiffers("the disk gave back other bytes than were written")
        }
        return WrittenFile(sha256: whole.finalize(), bytes: length, totals: totals)
    }

    /// Refuses totals that do not fit the header or the trailer, while nothing is booked yet.
    func proveTotalsFit() throws {
        do throws(HoldReason) {
            _ = try format.compiled.header(file: file, context: context, totals: totals)
            _ = try format.compiled.trailer(file: file, context: context, totals: totals)
        } catch {
            throw HubError.badConfiguration(
                "the totals of file \(file + 1) of format \(Printable(format.name)) do not fit: \(error)",
                remedy: "widen the fields of its header or trailer and `bursarhub onboard` it"
            )
        }
    }

    /// The name that the output will have, given its number among those of the day.
    func name(sequence: Int) throws -> String {
        var context = context
        context.runSequence = sequence
        do {
            return try format.compiled.name(file: file, context: context)
        } catch {
            throw HubError.badConfiguration(
                "the name of file \(file + 1) of format \(Printable(format.name)) is \(error)",
                remedy: "change the name in the format file and `bursarhub onboard` it"
            )
        }
    }

    /// What the output's header and trailer are made under: as T1 fixed it.
    func finalContext(of output: PlannedOutput) -> OutputContext {
        var context = context
        context.runSequence = output.runSequence
        return context
    }

    func discard() throws { _ = try folder.removeFileIfPresent(name) }
}

/// The bytes of an output on the disk.
struct WrittenFile {
    var sha256: SHA256Digest
    var bytes: Int64
    var totals: OutputTotals
}
