import AlmaExport
import BursarModel

/// The reader of exports alone: every input is refused with a reason, or read whole.
///
/// An input comes twice, at once and in small pieces: where the pieces end must change no fee.
enum FuzzedExport {
    private struct Outcome: Equatable {
        var reason: HoldReason?
        var header = ExportHeader()
        var fees: Int64 = 0
        /// Of all texts of all fees, to tell two readings apart.
        var texts = 0
    }

    static func attempt(_ bytes: [UInt8]) throws {
        let whole = try read(bytes, inPiecesOf: Int.max)
        let pieces = try read(bytes, inPiecesOf: 1 + bytes.count % 61)
        // Of two things that are wrong, either may be the reason: which was seen first can depend on
        // where the pieces end. Whether anything is wrong cannot.
        guard (whole.reason == nil) == (pieces.reason == nil) else {
            throw BrokenPromise(
                "read in pieces an export is accepted that else is not, or the reverse"
            )
        }
        guard whole.reason == nil else { return }
        guard whole == pieces else { throw BrokenPromise("read in pieces the fees are others") }
        guard whole.header.fees == whole.fees else {
            throw BrokenPromise("the header counts other fees than came out")
        }
        guard bytes.allSatisfy({ $0 != 0 }), String(validating: bytes, as: UTF8.self) != nil else {
            throw BrokenPromise("an export that is no text was accepted")
        }
    }

    private static func read(_ bytes: [UInt8], inPiecesOf size: Int) throws -> Outcome {
        var outcome = Outcome()
        var rest = bytes[...]
        do {
            outcome.header = try unsafe AlmaExportReader.read { memory in
                let piece = rest.prefix(min(size, memory.count))
                unsafe memory.copyBytes(from: piece)
                rest = rest.dropFirst(piece.count)
                return piece.count
            } onFee: { fee in
                outcome.fees += 1
                guard fee.ordinal == outcome.fees else {
                    throw BrokenPromise("a fee is not the next of its export")
                }
                for field in FeeField.allCases {
                    outcome.texts = outcome.texts &* 31 &+ fee.string(field).hashValue
                }
            }
        } catch let error as ExportReadError {
            outcome.reason = error.reason
        }
        return outcome
    }
}
