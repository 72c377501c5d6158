import BursarModel
import Digests
import SFSFormat

/// The values that no two fees of an output may share, of one output under way.
///
/// A value is remembered by eight bytes of its digest, so a million fees take some tens of
/// megabytes. Two values with the same eight bytes would hold a fee that need not be; among a
/// million that happens once in thirty million outputs.
final class UniqueValues {
    /// By value, the place of the fee that has it.
    private var places: [UInt64: Int64] = [:]
    private var hasher = SHA256Hasher()
    private var scratch = RecordBuffer(reserving: 256)
    private var message: [UInt8] = []

    /// What a fee's values are remembered by.
    ///
    /// - Throws: `not_unique` where another fee of the output has one of them.
    func marks(
        of texts: borrowing FeeTexts,
        _ facts: FeeFacts,
        in format: DraftFormat,
        file: Int,
        context: OutputContext,
        place: Int64
    ) throws(HoldReason) -> [UInt64] {
        defer { scratch.removeAll() }
        let values = try format.compiled.appendUniqueValues(
            of: texts,
            facts,
            file: file,
            context: context,
            lineNumber: place,
            to: &scratch
        )
        var found: [UInt64] = []
        for (field, range) in values {
            message.removeAll(keepingCapacity: true)
            message.append(length: field)
            message += scratch[range]
            hasher.update(message)
            let mark = hasher.finalize().bytes.span.number(at: 0)
            found.append(UInt64(bitPattern: mark))
        }
        guard !found.contains(where: { places[$0] != nil }) else { throw .notUnique }
        return found
    }

    func keep(_ marks: [UInt64], of place: Int64) {
        for mark in marks { places[mark] = place }
    }

    /// Forgets the fees behind the first so many.
    func takeBack(to fees: Int64) {
        places = places.filter { $0.value <= fees }
    }
}
