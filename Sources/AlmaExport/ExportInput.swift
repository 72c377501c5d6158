import BursarModel

/// The bytes of an export on their way from their source to the parser.
///
/// The parser gets whole markup alone: a tag that is still open waits here for its end, for of a
/// cut one the parser would take the beginning for an element.
@safe struct ExportInput: ~Copyable {
    /// Why bytes may not go on to the parser.
    struct Refusal {
        var reason: HoldReason
        var message: Message
        /// The bytes behind the last that may go on and before the refused ones.
        var before: [UInt8]
    }

    private let source: (UnsafeMutableRawBufferPointer) throws -> Int
    private let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: ReadingLimit.otherMarkup + ReadingLimit.block,
        alignment: 16
    )
    private var filter = MarkupFilter()
    /// What of the memory may go to the parser.
    private var ready = 0..<0
    /// Where the bytes end that came; from `ready` on they are markup without an end.
    private var end = 0
    private var isAtEnd = false

    /// What the source threw.
    private(set) var failure: (any Error)?
    private(set) var refusal: Refusal?

    init(_ source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
        unsafe self.source = source
    }

    deinit { unsafe memory.deallocate() }

    /// Whether the export ended within a tag, a comment or the like.
    var endsInsideMarkup: Bool { filter.isInsideMarkup }

    /// Judges the first bytes, before the parser has any.
    ///
    /// - Throws: `ExportReadError` where no parser may see them, or what the source throws.
    mutating func judgeStart() throws {
        while true {
            switch ExportStart.judge(unsafe Array(memory[..<end]), isWhole: isAtEnd) {
            case .unknown:
                let room = unsafe memory[end..<ReadingLimit.block]
                let count = try unsafe source(UnsafeMutableRawBufferPointer(rebasing: room))
                end += count
                isAtEnd = count == 0
            case .good: return pass(from: 0)
            case .refused(let reason):
                throw ExportReadError(reason, reason.meaning, at: TextPlace())
            }
        }
    }

    /// Gives the next bytes to the parser; 0 is the end.
    ///
    /// The room is filled as long as there are bytes: of a piece that ends in `&` the parser would
    /// not see whether a `#` follows, and would refuse a good export.
    mutating func take(into room: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        while filled < room.count {
            while ready.isEmpty, !isAtEnd { fetch() }
            let count = min(room.count - filled, ready.count)
            guard count > 0 else { break }
            unsafe UnsafeMutableRawBufferPointer(rebasing: room[filled...]).copyMemory(
                from: UnsafeRawBufferPointer(
                    rebasing: memory[ready.lowerBound..<ready.lowerBound + count]
                )
            )
            ready = ready.lowerBound + count..<ready.upperBound
            filled += count
        }
        return filled
    }

    /// Gets a block from the source, behind the markup that is still open.
    private mutating func fetch() {
        let open = end - ready.upperBound
        if open > 0 {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: memory[ready.upperBound..<end])
            unsafe memory.copyMemory(from: rest)
        }
        (ready, end) = (0..<0, open)
        do {
            let room = unsafe memory[open..<open + ReadingLimit.block]
            let count = try unsafe source(UnsafeMutableRawBufferPointer(rebasing: room))
            end += count
            isAtEnd = count == 0
        } catch {
            failure = error
            isAtEnd = true
        }
        pass(from: open)
    }

    /// Sends what came, from a place of the memory on, through the filter.
    private mutating func pass(from start: Int) {
        let block = unsafe UnsafeRawBufferPointer(rebasing: memory[start..<end])
        let refused = unsafe filter.refusal(of: block.assumingMemoryBound(to: UInt8.self).span)
        guard let refused else {
            ready = 0..<end - filter.openBytes
            return
        }
        isAtEnd = true
        end = start + refused.passed - refused.gone
        ready = 0..<min(end, start + (filter.isInsideMarkup ? filter.start : refused.passed))
        let before = unsafe Array(memory[ready.upperBound..<end])
        refusal = Refusal(reason: refused.reason, message: refused.message, before: before)
    }
}
