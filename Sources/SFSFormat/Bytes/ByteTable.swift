/// Finds the number of a byte string, without a `String` and without an allocation.
///
/// Open addressing over a power of two that is at most half full; equal strings are the last
/// word, so a hash that meets another's only costs time.
struct ByteTable: Sendable {
    private struct Slot {
        var start: Int32 = 0
        var count: Int32 = 0
        /// -1 where the slot is free.
        var number: Int32 = -1
    }

    private var slots: [Slot]
    private var keys: [UInt8] = []
    private(set) var count = 0

    /// Keys are numbered in their order; one that occurs again keeps its first number.
    init(_ keys: [[UInt8]]) {
        var size = 4
        while size < keys.count * 2 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        for key in keys { insert(key) }
    }

    private mutating func insert(_ key: [UInt8]) {
        let index = slot(of: key.span)
        defer { count += 1 }
        guard slots[index].number < 0 else { return }
        slots[index] = Slot(
            start: Int32(keys.count),
            count: Int32(key.count),
            number: Int32(count)
        )
        keys += key
    }

    func number(of key: Span<UInt8>) -> Int? {
        let number = slots[slot(of: key)].number
        return number < 0 ? nil : Int(number)
    }

    func contains(_ key: Span<UInt8>) -> Bool { number(of: key) != nil }

    /// The slot that holds the key, or the free one where it would stand.
    private func slot(of key: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
        for index in key.indices { hash = (hash ^ UInt64(key[index])) &* 0x100_0000_01B3 }
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[index].number >= 0, !holds(slots[index], key) { index = (index + 1) & mask }
        return index
    }

    private func holds(_ slot: Slot, _ key: Span<UInt8>) -> Bool {
        guard Int(slot.count) == key.count else { return false }
        let start = Int(slot.start)
        for index in key.indices where keys[start + index] != key[index] { return false }
        return true
    }
}
