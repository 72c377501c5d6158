public import BursarModel

/// A table of a campus: what a format gets for a fee type, a library, a sign or several of them.
///
/// A row whose keys are all exact goes before one with `*`; of two equally exact ones, the first.
/// A fee without a row is held, unless the table has a default. A class, so that asking it on the hot
/// path counts no references to what it is made of.
public final class LookupTable: Sendable {
    /// What a row is found by.
    enum Key: Hashable, Sendable {
        case text(FeeField)
        case sign
    }

    /// Rows that are exact in the same keys.
    private struct Group: Sendable {
        /// A bit for each exact key.
        let mask: UInt8
        let table: ByteTable
        let rows: [Int32]
    }

    /// The names of its keys, such as `fee.type`.
    public let keyNames: [String]
    /// The names of its value columns; `value` where there is one without a name.
    public let columns: [String]
    /// The fee types that stand in its rows, in their order; none where it does not ask for them.
    public let feeTypes: [String]
    /// The libraries that stand in its rows, in their order; none where it does not ask for them.
    public let libraries: [String]
    /// Whether a row of it holds for any fee type.
    public let takesAnyFeeType: Bool
    /// The values with their places, row by row, a column after another.
    private let placedValues: [Placed<String>]
    let keys: [Key]
    /// The text that a row is found by, where that is all.
    private let soleKey: FeeField?
    private let groups: [Group]
    private let values: ByteRanges
    /// Row by row, a column after another.
    private let cells: [Range<Int32>]
    private let labels: [RowLabel]
    private let pairs: [Pair]

    /// What a row asks of a fee's type and library; nil for any.
    private struct Pair: Sendable {
        let feeType: String?
        let library: String?
    }

    /// A row: its keys, nil for any, and its values in the order of the columns.
    struct Row {
        var keys: [String?]
        var values: [Placed<String>]
        var place: Place?
    }

    /// A row as people find it: its keys, and where it stands in the campus file.
    struct RowLabel: Sendable {
        let name: String
        let place: Place?
    }

    init(keyNames: [String], keys: [Key], columns: [String], rows: [Row]) {
        self.keyNames = keyNames
        self.keys = keys
        self.columns = columns
        let soleKey: FeeField? =
            if keys.count == 1, case .text(let field) = keys[0] { field } else { nil }
        self.soleKey = soleKey
        let feeType = keys.firstIndex(of: .text(.feeType))
        feeTypes =
            feeType.map { place in
                var seen: Set<String> = []
                return rows.compactMap { $0.keys[place] }.filter { seen.insert($0).inserted }
            } ?? []
        let library = keys.firstIndex(of: .text(.libraryCode))
        libraries =
            library.map { place in
                var seen: Set<String> = []
                return rows.compactMap { $0.keys[place] }.filter { seen.insert($0).inserted }
            } ?? []
        pairs = rows.map { row in
            Pair(
                feeType: feeType.flatMap { row.keys[$0] },
                library: library.flatMap { row.keys[$0] }
            )
        }
        takesAnyFeeType = feeType.map { place in rows.contains { $0.keys[place] == nil } } ?? true
        placedValues = rows.flatMap(\.values)
        var values = ByteRanges()
        labels = rows.map { row in
            RowLabel(name: row.keys.map { $0 ?? "*" }.joined(separator: ", "), place: row.place)
        }
        cells = placedValues.map { values.add($0.value.utf8) }
        self.values = values
        var rowsOfMask: [UInt8: [Int]] = [:]
        for (number, row) in rows.enumerated() {
            var mask: UInt8 = 0
            for (index, key) in row.keys.enumerated() where key != nil { mask |= 1 << UInt8(index) }
            rowsOfMask[mask, default: []].append(number)
        }
        groups = rowsOfMask.sorted { one, other in
            (-one.key.nonzeroBitCount, one.key) < (-other.key.nonzeroBitCount, other.key)
        }.map { mask, numbers in
            Group(
                mask: mask,
                table: ByteTable(
                    numbers.map { number in
                        let keys = rows[number].keys
                        return soleKey == nil
                            ? LookupTable.joined(keys) : keys.flatMap { Array(($0 ?? "").utf8) }
                    }
                ),
                rows: numbers.map { Int32($0) }
            )
        }
    }

    /// Whether a row is found by the fee type, among others.
    var asksFeeType: Bool { keys.contains(.text(.feeType)) }

    /// Whether some fee of that type and library has a row.
    public func takes(feeType: String, library: String) -> Bool {
        pairs.contains { pair in
            (pair.feeType ?? feeType) == feeType && (pair.library ?? library) == library
        }
    }

    /// The values of a column where they stand, none of a column that there is not.
    public func placedValues(ofColumn name: String) -> [Placed<String>] {
        guard let column = columns.firstIndex(of: name) else { return [] }
        return stride(from: column, to: placedValues.count, by: columns.count).map {
            placedValues[$0]
        }
    }

    /// No text in UTF-8 has this byte, so joined keys are told apart.
    private static let separator: UInt8 = 0xFF

    private static func joined(_ keys: [String?]) -> [UInt8] {
        keys.compactMap { key in key.map { Array($0.utf8) + [separator] } }.flatMap(\.self)
    }

    /// The row of a fee, nil where it has none; the buffer serves as scratch and ends as it was.
    func row(
        of fee: borrowing FeeTexts,
        _ facts: FeeFacts,
        scratch: inout RecordBuffer
    ) -> Int? {
        if let soleKey { return row(of: fee.arena.span.extracting(fee.range(of: soleKey))) }
        var best: Int32?
        var exactness = 0
        for number in groups.indices {
            let mask = groups[number].mask
            if best != nil, mask.nonzeroBitCount < exactness { break }
            exactness = mask.nonzeroBitCount
            let start = scratch.count
            for index in keys.indices where mask & 1 << UInt8(index) != 0 {
                switch keys[index] {
                case .text(let field):
                    scratch.append(fee.arena.span.extracting(fee.range(of: field)))
                case .sign:
                    append(facts.amount.sign, to: &scratch)
                }
                scratch.append(LookupTable.separator)
            }
            if let row = scratch.takeNumber(from: start, in: groups[number].table) {
                best = min(best ?? .max, groups[number].rows[row])
            }
        }
        return best.map { Int($0) }
    }

    /// By the text of the only key: most tables have one, and it needs no putting together.
    private func row(of key: Span<UInt8>) -> Int? {
        for number in groups.indices {
            guard groups[number].mask != 0 else { return groups[number].rows.first.map { Int($0) } }
            if let row = groups[number].table.number(of: key) {
                return Int(groups[number].rows[row])
            }
        }
        return nil
    }

    func append(
        row: Int,
        column: Int,
        in encoding: OutputEncoding,
        letterCase: LetterCase?,
        to buffer: inout RecordBuffer
    ) throws(HoldReason) {
        let cell = cells[row * columns.count + column]
        let bytes = values.bytes
        try buffer.append(
            text: bytes.span.extracting(Int(cell.lowerBound)..<Int(cell.upperBound)),
            in: encoding,
            letterCase: letterCase,
            trimmed: false
        )
    }

    /// A value as the campus file has it.
    func bytes(row: Int, column: Int) -> [UInt8] {
        Array(values[cells[row * columns.count + column]])
    }

    private func append(_ sign: FeeSign, to buffer: inout RecordBuffer) {
        buffer.append(sign.rawValue)
    }

    /// All values of a column, for checks before the first fee.
    func values(ofColumn column: Int) -> [[UInt8]] {
        stride(from: column, to: cells.count, by: columns.count).map { Array(values[cells[$0]]) }
    }

    /// The row that a fee finds, for people who look.
    func label(of fee: borrowing FeeTexts, _ facts: FeeFacts) -> RowLabel? {
        var scratch = RecordBuffer(reserving: 256)
        return row(of: fee, facts, scratch: &scratch).map { labels[$0] }
    }

    /// The value of a column in the row that a fee finds, for people who look.
    public func value(
        ofColumn name: String,
        for fee: borrowing FeeTexts,
        _ facts: FeeFacts
    ) -> String? {
        var scratch = RecordBuffer(reserving: 256)
        guard let column = columns.firstIndex(of: name),
            let row = row(of: fee, facts, scratch: &scratch)
        else { return nil }
        return String(decoding: values[cells[row * columns.count + column]], as: UTF8.self)
    }
}
