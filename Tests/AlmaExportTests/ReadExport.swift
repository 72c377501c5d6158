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
        let collector = Collector()
        var reader = try AlmaExportReader { collector.fees.append(ReadFee($0)) }
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            try reader.feed(bytes.span.extracting(start..<min(start + chunk, bytes.count)))
        }
        header = try reader.finish()
        fees = collector.fees
    }

    init(_ text: String) throws { try self.init(Array(text.utf8)) }

    private final class Collector {
        var fees: [ReadFee] = []
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
