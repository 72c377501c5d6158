import BursarModel

/// A fee that waits for its record's turn, in bytes: what its record can show, and no more.
struct SpooledFee {
    var facts: FeeFacts
    /// The place among the fees of the output, from 1.
    var place: Int64
    /// The place of its export among those that the output's fees came in.
    var origin: Int
    var ordinal: Int64
    /// How many fees the record stands for, and the amount of all of them.
    var count: Int64 = 1

    static let headLength = 8 * 6 + 1

    /// Appends the fee and those of its texts that are asked for, each with its length before it.
    func append(
        _ texts: borrowing FeeTexts,
        _ fields: [FeeField],
        to bytes: inout [UInt8]
    ) {
        bytes.append(number: facts.amount.value)
        bytes.append(number: Int64(facts.date.daysSince1970))
        bytes.append(number: place)
        bytes.append(number: Int64(origin))
        bytes.append(number: ordinal)
        bytes.append(number: count)
        bytes.append(facts.borrower == .student ? 1 : 0)
        for field in fields {
            let range = texts.range(of: field)
            bytes.append(length: range.count)
            bytes.append(contentsOf: texts.arena[range])
        }
    }

    /// Reads what was appended; nil where the bytes are none that were.
    init?(_ bytes: Span<UInt8>, _ fields: [FeeField], into texts: inout FeeTexts) {
        guard bytes.count >= SpooledFee.headLength,
            let date = CalendarDate(daysSince1970: Int(bytes.number(at: 8)))
        else { return nil }
        self.init(
            facts: FeeFacts(
                amount: Cents(bytes.number(at: 0)),
                date: date,
                borrower: bytes[48] == 1 ? .student : .other
            ),
            place: bytes.number(at: 16),
            origin: Int(bytes.number(at: 24)),
            ordinal: bytes.number(at: 32),
            count: bytes.number(at: 40)
        )
        texts.arena.removeAll(keepingCapacity: true)
        texts.ordinal = ordinal
        var position = SpooledFee.headLength
        for field in fields {
            guard position + 4 <= bytes.count else { return nil }
            let length = bytes.length(at: position)
            position += 4
            guard position + length <= bytes.count else { return nil }
            let start = texts.arena.count
            unsafe bytes.extracting(position..<position + length).withUnsafeBufferPointer {
                unsafe texts.arena.append(contentsOf: $0)
            }
            texts.ranges[field.rawValue] = start..<start + length
            position += length
        }
    }

    init(facts: FeeFacts, place: Int64, origin: Int, ordinal: Int64, count: Int64 = 1) {
        self.facts = facts
        self.place = place
        self.origin = origin
        self.ordinal = ordinal
        self.count = count
    }
}
