import BursarModel

/// One sorted run of entries, read from its file a block at a time.
struct SortedRun {
    private let file: ScratchFile
    private let block: Int
    /// What of the run was not read yet.
    private var rest: Range<Int64>
    private var bytes: [UInt8] = []
    /// The entry that is looked at, in `bytes`.
    private var entry = 0..<0

    var isAtEnd: Bool { entry.isEmpty }

    init(_ file: ScratchFile, _ run: Range<Int64>, block: Int) {
        self.file = file
        self.block = block
        rest = run
    }

    /// Lends the key and the payload of the entry that is looked at.
    func withEntry<Outcome>(
        _ body: (_ key: Span<UInt8>, _ payload: Span<UInt8>) throws -> Outcome
    ) rethrows -> Outcome {
        let entry = bytes.span.extracting(entry)
        let payload = EntryArena.headLength + entry.length(at: 0)
        return try body(
            entry.extracting(EntryArena.headLength..<payload),
            entry.extracting(payload..<entry.count)
        )
    }

    func precedes(_ other: SortedRun) -> Bool {
        withEntry { key, _ in other.withEntry { otherKey, _ in key.precedes(otherKey) } }
    }

    /// Goes on to the next entry, the first one in the beginning.
    mutating func advance() throws {
        var start = try position(entry.upperBound, having: EntryArena.headLength)
        guard start < bytes.count else {
            entry = start..<start
            return
        }
        let length = try length(of: start)
        start = try position(start, having: length)
        guard start + length <= bytes.count else { throw SortedRun.isShort }
        entry = start..<start + length
    }

    private func length(of start: Int) throws -> Int {
        guard start + EntryArena.headLength <= bytes.count else { throw SortedRun.isShort }
        let head = bytes.span.extracting(start..<bytes.count)
        return EntryArena.headLength + head.length(at: 0) + head.length(at: 4)
    }

    private static let isShort = HubError.outputDiffers(
        "the disk gave back fewer bytes than were written"
    )

    /// Reads on where fewer bytes than asked for are there, and says where the position is now.
    private mutating func position(_ start: Int, having count: Int) throws -> Int {
        guard bytes.count - start < count, !rest.isEmpty else { return start }
        bytes.removeSubrange(0..<start)
        let wanted = Int64(max(block, count - bytes.count))
        let length = min(wanted, rest.upperBound - rest.lowerBound)
        bytes += try file.bytes(at: rest.lowerBound, count: Int(length))
        rest = rest.lowerBound + length..<rest.upperBound
        return 0
    }
}
