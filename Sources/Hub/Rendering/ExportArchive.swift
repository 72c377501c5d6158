import AlmaExport
import BursarModel
import Digests
import Failpoints
import Ledger
import Locations
import Posix

/// A campus's archive: everything is read from here, and only what its digest vouches for counts.
struct ExportArchive {
    private static let block = 256 * 1024

    let folder: Folder

    /// Reads an archived export fee by fee, to its well-formed end.
    ///
    /// - Throws: `ExportReadError` where the export cannot be read; `HubError.archiveLost` where
    ///   the file is missing or is not what was taken, which is known only at the end: nothing that
    ///   was read counts before this returns.
    func read(
        _ archived: TakenExport,
        onFee: (borrowing FeeTexts) throws -> Void
    ) throws -> ExportHeader {
        let file = try open(archived)
        var hasher = SHA256Hasher()
        func next(_ block: UnsafeMutableRawBufferPointer) throws -> Int {
            try EndRequest.check()
            let count = try unsafe file.read(into: block)
            unsafe hasher.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
            return count
        }
        let reading: Result<ExportHeader, ExportReadError>
        do {
            reading = .success(try unsafe AlmaExportReader.read(from: next, onFee: onFee))
        } catch let error as ExportReadError {
            // Read on: bytes that are not those that were taken are the archive's fault.
            var block = [UInt8](repeating: 0, count: ExportArchive.block)
            while case let count = try file.read(into: &block), count > 0 {
                hasher.update(block.span.extracting(0..<count))
            }
            reading = .failure(error)
        }
        guard hasher.finalize() == archived.sha256 else {
            throw HubError.archiveLost(
                "the archived export \(Printable(archived.archivedAs)) was changed"
            )
        }
        return try reading.get()
    }

    /// Whether an export is there as it was taken.
    func holds(_ archived: TakenExport) throws -> Bool {
        do throws(PosixError) {
            return try folder.openFile(FileName(named: archived.archivedAs)).sha256()
                == archived.sha256
        } catch {
            guard error.errno == .noEntry else { throw error }
            return false
        }
    }

    private func isThere(_ archived: TakenExport) throws(PosixError) -> Bool {
        try folder.status(of: FileName(named: archived.archivedAs)) != nil
    }

    private func open(_ archived: TakenExport) throws -> FileDescriptor {
        guard let name = FileName(archived.archivedAs) else {
            throw HubError.archiveLost("the ledger names no file of the archive for an export")
        }
        do throws(PosixError) {
            return try folder.openFile(name)
        } catch {
            guard error.errno == .noEntry else { throw error }
            throw HubError.archiveLost(
                "the archived export \(Printable(archived.archivedAs)) is missing"
            )
        }
    }

    /// Whether one archived file is the beginning of another: a broken upload of it.
    func isBeginning(_ part: TakenExport, of whole: TakenExport) throws -> Bool {
        guard part.bytes < whole.bytes, try isThere(part), try isThere(whole) else { return false }
        let partFile = try open(part)
        let wholeFile = try open(whole)
        var one = [UInt8](repeating: 0, count: ExportArchive.block)
        var offset: Int64 = 0
        while true {
            let count = try partFile.read(into: &one)
            if count == 0 { return offset == part.bytes }
            guard try wholeFile.bytes(at: offset, count: count) == Array(one[0..<count]) else {
                return false
            }
            offset += Int64(count)
        }
    }
}
