import BursarModel
import Digests
import Failpoints
import Ledger
import Posix
import SFSFormat

/// One output being written: its records as they come, its header and trailer at the end.
///
/// The header's place is kept free where its length is known before the totals are; otherwise the
/// records are moved behind it in the end. Where the file groups or sorts, its fees are gathered
/// first, and written when they are all there. What is written is digested on its way, and
/// compared with what is read back from the disk.
final class DraftFile {
    /// Records are gathered to so many bytes before they are written.
    private static let block = 256 * 1024

    let format: DraftFormat
    let file: Int
    let export: Int?
    let context: OutputContext
    let name: FileName
    private let folder: Folder
    /// Of the records that are written.
    private(set) var totals = OutputTotals()
    /// Held fees of earlier exports among the first records.
    var released = Tally.zero
    /// Whether every line in it still counts, and its header can be put in place.
    private(set) var isIntact: Bool
    private var descriptor: FileDescriptor
    private var buffer = RecordBuffer()
    private var body = SHA256Hasher()
    private var bodyLength: Int64 = 0
    /// Nil where the records stand as the fees come.
    private let arranger: FeeArranger?
    private var isArranged = false
    /// Nil where no field asks for it.
    private var uniques: UniqueValues?

    /// The fees that the output is made of.
    var fees: Tally { arranger?.fees ?? totals.tally }
    /// Which record each fee became; nil where that is its place among the fees.
    var placements: Placements? { arranger?.placements }

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
        isIntact = true
        let compiled = format.compiled.files[file]
        arranger = try compiled.arrangement.map { arrangement in
            FeeArranger(
                arrangement,
                of: format,
                file: file,
                context: context,
                named: try name.beside("spool"),
                in: folder
            )
        }
        uniques = compiled.hasUniqueFields ? UniqueValues() : nil
        _ = try folder.removeFileIfPresent(name)
        descriptor = try folder.createFile(name)
        try Failpoint.reached("render.after_open")
        try descriptor.write(
            [UInt8](repeating: UInt8(ascii: " "), count: compiled.headerLength ?? 0)
        )
    }

    /// Appends the record of one fee, which may show what export it came in.
    func append(
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        from origin: DraftExport
    ) throws {
        guard uniques == nil else { return try appendUnique(texts, facts, from: origin) }
        try take(texts, facts, from: origin)
    }

    private func appendUnique(
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        from origin: DraftExport
    ) throws {
        let place = fees.count + 1
        let marks = try uniques?.marks(
            of: texts,
            facts,
            in: format,
            file: file,
            context: compiled.recordNamesExport ? context.of(origin) : context,
            place: place
        )
        try take(texts, facts, from: origin)
        uniques?.keep(marks ?? [], of: place)
    }

    private func take(
        _ texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        from origin: DraftExport
    ) throws {
        if let arranger { return try arranger.take(texts, facts, from: origin) }
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

    /// What it holds before an export is read, to be returned to.
    var standing: OutputTotals { arranger == nil ? totals : OutputTotals(tally: fees) }

    /// Returns to what it held earlier.
    ///
    /// Bytes that were written then no longer fit, and are not used; fees that were only gathered
    /// are forgotten.
    func takeBack(to earlier: OutputTotals) {
        guard earlier.tally != fees else { return }
        uniques?.takeBack(to: earlier.tally.count)
        if let arranger { return arranger.takeBack(to: earlier.tally) }
        totals = earlier
        isIntact = false
    }

    /// Writes the records of gathered fees, once, when all are there.
    private func arrange() throws {
        guard let arranger, !isArranged else { return }
        isArranged = true
        try arranger.drain { texts, fee, context in
            let id: IDHash
            do throws(HoldReason) {
                id = try format.compiled.appendRecord(
                    of: texts,
                    fee.facts,
                    file: file,
                    context: context,
                    lineNumber: totals.records + 1,
                    groupCount: fee.count,
                    to: &buffer
                )
            } catch {
                throw HubError.badConfiguration(
                    "record \(totals.records + 1) of file \(file + 1) of format \(Printable(format.name)) cannot be written: \(error)",
                    remedy:
                        "widen the field that shows line.number and `bursarhub onboard` the format"
                )
            }
            try totals.add(fee.facts.amount, id)
            if buffer.count >= DraftFile.block { try flush() }
        }
        let sums = (totals.tally.chargeCents, totals.tally.creditCents)
        guard sums == (fees.chargeCents, fees.creditCents), totals.records <= fees.count else {
            throw HubError.outputDiffers(
                "the records of an output come to other sums than its fees"
            )
        }
    }

    /// Puts header and trailer in place and brings all bytes to the disk.
    ///
    /// - Returns: what the file holds, read back from the disk.
    func finish(context final: OutputContext) throws -> WrittenFile {
        try arrange()
        if compiled.empty == .empty, fees.count == 0 { return try finishWithoutBytes() }
        let header = try format.compiled.header(file: file, context: final, totals: totals)
        try flush()
        if let place = compiled.headerLength {
            guard header.count == place else {
                throw HubError.outputDiffers("a header is longer than its place")
            }
        } else {
            try moveBody(behind: header.count)
        }
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

    /// Writes the records once more, behind a header whose length nobody knew before.
    private func moveBody(behind headerLength: Int) throws {
        guard headerLength > 0 else { return }
        let wholeName = try name.beside("whole")
        _ = try folder.removeFileIfPresent(wholeName)
        let whole = try folder.createFile(wholeName)
        try whole.write([UInt8](repeating: UInt8(ascii: " "), count: headerLength))
        for offset in stride(from: 0, to: bodyLength, by: DraftFile.block) {
            try whole.write(descriptor.bytes(at: offset, count: DraftFile.block))
        }
        try folder.rename(wholeName, to: folder, as: name)
        descriptor = whole
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
        try arrange()
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

    func discard() throws { _ = try folder.removeFileIfPresent(name) }
}
