import Posix

/// Which record each fee of an arranged output became, until the ledger records it.
///
/// A fee is known by its place in the order of coming, and names the first fee of its record; that
/// one alone is told the record's number, which is known last. Rows are three numbers of eight
/// bytes each; the third is 0 where it is not known.
final class Placements {
    private static let rowLength = 24
    private static let rowsInMemory = 8192

    private let name: FileName
    private let folder: Folder
    private var rows: [UInt8] = []
    private var file: ScratchFile?

    init(named name: FileName, in folder: Folder) {
        self.name = name
        self.folder = folder
    }

    func add(_ place: Int64, first: Int64, record: Int64?) throws {
        rows.append(number: place)
        rows.append(number: first)
        rows.append(number: record ?? 0)
        guard rows.count >= Placements.rowsInMemory * Placements.rowLength else { return }
        let file = try self.file ?? ScratchFile(named: name, in: folder)
        self.file = file
        let full = rows
        rows = []
        try file.append(full.span)
    }

    func forEach(_ body: (Int64, _ first: Int64, _ record: Int64?) throws -> Void) throws {
        if let file {
            try file.flush()
            let block = Placements.rowsInMemory * Placements.rowLength
            for offset in stride(from: 0, to: file.length, by: block) {
                try Placements.read(file.bytes(at: offset, count: block), body)
            }
        }
        try Placements.read(rows, body)
    }

    private static func read(
        _ rows: [UInt8],
        _ body: (Int64, _ first: Int64, _ record: Int64?) throws -> Void
    ) throws {
        let bytes = rows.span
        for start in stride(from: 0, to: bytes.count - rowLength + 1, by: rowLength) {
            let record = bytes.number(at: start + 16)
            try body(
                bytes.number(at: start),
                bytes.number(at: start + 8),
                record == 0 ? nil : record
            )
        }
    }
}
