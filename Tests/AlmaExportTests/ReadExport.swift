import AlmaExport
import BursarModel

/// A fee as it was lent out.
struct ReadFee: Equatable {
    var texts: [FeeField: String] = [:]
    var doubled = FeeFieldSet()
    var overlong = FeeFieldSet()
    var ordinal: Int64
    var line: Int64

    init(_ fee: borrowing FeeTexts) {
        for field in FeeField.allCases where !fee.isEmpty(field) {
            texts[field] = fee.string(field)
        }
        (doubled, overlong, ordinal, line) = (fee.doubled, fee.overlong, fee.ordinal, fee.line)
    }

    subscript(field: FeeField) -> String { texts[field] ?? "" }
}

/// All that came out of reading an export.
struct ReadExport: Equatable {
    var header = ExportHeader()
    var fees: [ReadFee] = []

    /// Reads bytes, so many at a time.
    init(_ bytes: [UInt8], chunk: Int = 64 * 1024) throws {
        header = try AlmaExportReader.read(bytes, chunk: chunk) { fees.append(ReadFee($0)) }
    }

    init(_ text: String) throws { try self.init(Array(text.utf8)) }
}

extension AlmaExportReader {
    /// Reads bytes, so many at a time.
    static func read(
        _ bytes: [UInt8],
        chunk: Int = 64 * 1024,
        onFee: (borrowing FeeTexts) throws -> Void
    ) throws -> ExportHeader {
        var rest = bytes[...]
        return try unsafe read { memory in
            let piece = rest.prefix(min(chunk, memory.count))
            unsafe memory.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        } onFee: { fee in
            try onFee(fee)
        }
    }
}

/// Why an export is held; nil where it is read.
func refusal(of bytes: [UInt8], chunk: Int = 64 * 1024) throws -> ExportReadError? {
    do {
        _ = try ReadExport(bytes, chunk: chunk)
        return nil
    } catch let error as ExportReadError {
        return error
    }
}

func refusal(of text: String) throws -> ExportReadError? { try refusal(of: Array(text.utf8)) }

/// An export that is longer than anybody waits for: a beginning, then the same for ever.
struct EndlessExport {
    var start: String
    var more: (Int) -> String

    /// Why it is held, and how many bytes were asked for until that was known.
    func refusal(atMost limit: Int) throws -> (error: ExportReadError?, asked: Int) {
        var (asked, turn) = (0, 0)
        var pending = Array(start.utf8)
        do {
            _ = unsafe try AlmaExportReader.read { memory in
                guard asked < limit else { return 0 }
                while pending.count < memory.count {
                    pending += Array(more(turn).utf8)
                    turn += 1
                }
                let count = memory.count
                unsafe memory.copyBytes(from: pending.prefix(count))
                pending.removeFirst(count)
                asked += count
                return count
            } onFee: { _ in
            }
            return (nil, asked)
        } catch let error as ExportReadError {
            return (error, asked)
        }
    }
}
