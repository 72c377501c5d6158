internal import CLibPQ

/// The binds of a statement, laid out as libpq takes them.
struct StatementParameters {
    private let types: [Oid]
    private let arena: [UInt8]
    /// Where each value begins in the arena; nil is null.
    private let offsets: [Int?]
    private let lengths: [Int32]
    private let formats: [Int32]

    init(_ statement: PostgresStatement) {
        let binds = statement.binds
        var arena: [UInt8] = []
        var offsets: [Int?] = []
        for bind in binds {
            offsets.append(bind.bytes == nil ? nil : arena.count)
            arena += bind.bytes ?? []
        }
        arena.append(0)  // an empty value has an address too: without one it would be null
        self.arena = arena
        self.offsets = offsets
        types = binds.map(\.type.rawValue)
        lengths = binds.map { Int32(clamping: $0.bytes?.count ?? 0) }
        formats = binds.map { _ in 1 }
    }

    @unsafe struct Pointers {
        let types: [Oid]
        let values: [UnsafePointer<CChar>?]
        let lengths: [Int32]
        let formats: [Int32]
    }

    func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
        unsafe arena.withUnsafeBytes { bytes in
            let start = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress
            let values = unsafe offsets.map { offset in
                unsafe offset.flatMap { unsafe start?.advanced(by: $0) }
            }
            return unsafe body(
                Pointers(types: types, values: values, lengths: lengths, formats: formats)
            )
        }
    }
}
