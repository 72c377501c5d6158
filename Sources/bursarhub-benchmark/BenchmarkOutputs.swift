import AlmaExport
import BursarModel
import Glibc
import Posix
import Registry
import SFSFormat

/// Reads an export, renders its fees and writes their files, as a run does between its books.
struct BenchmarkOutputs {
    private static let block = 256 * 1024

    /// A file on the disk, behind the place that is kept free for its header.
    private final class Writer {
        private let descriptor: FileDescriptor

        init(_ descriptor: consuming FileDescriptor, headerLength: Int) throws {
            try descriptor.write([UInt8](repeating: UInt8(ascii: " "), count: headerLength))
            self.descriptor = descriptor
        }

        func write(_ buffer: inout RecordBuffer) throws {
            try buffer.withBytes { bytes in try descriptor.write(bytes) }
            buffer.removeAll()
        }

        func finish(header: [UInt8], trailer: [UInt8]) throws {
            try descriptor.write(trailer)
            try descriptor.write(header, at: 0)
        }
    }

    private struct Draft {
        var buffer = RecordBuffer()
        var totals = OutputTotals()
    }

    private let format: CompiledFormat
    private let students: BytePattern
    private let context: OutputContext
    private let writers: [Writer]

    init(_ layout: BenchmarkedLayout, in folder: Folder) throws {
        format = layout.format
        students = layout.campus.students
        context = OutputContext(runDate: layout.runDate)
        writers = try layout.format.files.map { file in
            let name = try FileName("output-\(file.index)").orRefused()
            _ = try folder.removeFileIfPresent(name)
            return try Writer(folder.createFile(name), headerLength: file.headerLength ?? 0)
        }
    }

    /// - Returns: one line about what became of the fees, and the most memory that was in use.
    func convert(_ path: String) throws -> String {
        let export = try Folder.openFile(at: path)
        var drafts = Array(repeating: Draft(), count: writers.count)
        var written = 0
        var held = 0
        _ = try unsafe AlmaExportReader.read { block in
            try unsafe export.read(into: block)
        } onFee: { fee in
            let taken: Int
            do throws(HoldReason) {
                taken = try take(fee, &drafts)
            } catch {
                held += 1
                return
            }
            written += 1
            guard drafts[taken].buffer.count >= BenchmarkOutputs.block else { return }
            try writers[taken].write(&drafts[taken].buffer)
        }
        for (index, writer) in writers.enumerated() {
            try writer.write(&drafts[index].buffer)
            let totals = drafts[index].totals
            try writer.finish(
                header: format.header(file: index, context: context, totals: totals),
                trailer: format.trailer(file: index, context: context, totals: totals)
            )
        }
        return "written \(written) held \(held) peak_kb \(try BenchmarkOutputs.peakKilobytes)"
    }

    /// - Returns: the file that took the fee.
    private func take(
        _ fee: borrowing FeeTexts,
        _ drafts: inout [Draft]
    ) throws(HoldReason) -> Int {
        let texts = fee.arena.span
        let facts = FeeFacts(
            amount: try Cents(almaSum: texts.extracting(fee.range(of: .sum))),
            date: try CalendarDate(
                almaTransaction: texts.extracting(fee.range(of: .transactionDate))
            ),
            borrower: students.matches(texts.extracting(fee.range(of: .userValue)))
                ? .student : .other
        )
        guard let file = format.fileIndex(for: fee, facts, runDate: context.runDate) else {
            throw .noFile
        }
        let id = try format.appendRecord(
            of: fee,
            facts,
            file: file,
            context: context,
            lineNumber: drafts[file].totals.records + 1,
            to: &drafts[file].buffer
        )
        try drafts[file].totals.add(facts.amount, id)
        return file
    }

    /// The most memory of this process, as Linux counts it (`VmHWM`).
    private static var peakKilobytes: Int {
        get throws {
            let status = try Folder.open("/proc/\(getpid())").openFile(
                FileName("status").orRefused()
            ).bytes(at: 0, count: 1 << 16)
            let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
                .first { $0.hasPrefix("VmHWM:") }
            return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
    }
}

extension Optional where Wrapped == FileName {
    fileprivate func orRefused() throws -> FileName {
        guard let self else { throw BenchmarkedLayout.Refusal(lines: []) }
        return self
    }
}
