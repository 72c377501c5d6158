import Posix

/// Puts entries in the order of their keys, however many they are, in constant memory.
///
/// Entries are gathered in memory; each time that is full they are sorted and written down as a
/// run, and in the end the runs are merged. What fits memory, as on most evenings, never touches
/// the disk. Keys are compared by bytes, and no two are equal.
final class ExternalSort {
    /// Entries in memory take so many bytes at most, but for one that is larger.
    static let memory = 4 * 1024 * 1024

    private let memory: Int
    private let name: FileName
    private let folder: Folder
    private var gathered = EntryArena()
    private var runs: [Range<Int64>] = []
    private var file: ScratchFile?

    var isEmpty: Bool { gathered.isEmpty && runs.isEmpty }

    /// Runs that had to be written down.
    var runCount: Int { runs.count }

    /// The name is that of the file for runs while it is being opened.
    init(named name: FileName, in folder: Folder, memory: Int = ExternalSort.memory) {
        self.name = name
        self.folder = folder
        self.memory = memory
    }

    func add(key: Span<UInt8>, payload: Span<UInt8>) throws {
        if !gathered.isEmpty, gathered.size + key.count + payload.count > memory { try spill() }
        gathered.add(key: key, payload: payload)
    }

    private func spill() throws {
        let file = try self.file ?? ScratchFile(named: name, in: folder)
        self.file = file
        let start = file.length
        gathered.sort()
        try gathered.forEachWhole { entry in try file.append(entry) }
        try file.flush()
        runs.append(start..<file.length)
        gathered.removeAll()
    }

    /// Hands out all entries in the order of their keys, and forgets them.
    func drain(_ body: (_ key: Span<UInt8>, _ payload: Span<UInt8>) throws -> Void) throws {
        guard !runs.isEmpty else {
            gathered.sort()
            let all = gathered
            gathered = EntryArena()
            try all.forEach(body)
            return
        }
        if !gathered.isEmpty { try spill() }
        gathered = EntryArena()
        if let file { try merge(runs, of: file, body) }
        runs = []
        file = nil
    }

    private func merge(
        _ runs: [Range<Int64>],
        of file: ScratchFile,
        _ body: (_ key: Span<UInt8>, _ payload: Span<UInt8>) throws -> Void
    ) throws {
        // All runs share the memory; a block of less than a page would cost a read per entry.
        let block = max(4096, memory / runs.count)
        var readers = runs.map { SortedRun(file, $0, block: block) }
        for index in readers.indices { try readers[index].advance() }
        // A heap of runs, the one with the least key on top.
        var heap = readers.indices.filter { !readers[$0].isAtEnd }
        func precedes(_ one: Int, _ other: Int) -> Bool {
            readers[one].precedes(readers[other])
        }
        func sink(from start: Int) {
            var place = start
            while true {
                var least = place
                for child in [2 * place + 1, 2 * place + 2]
                where child < heap.count && precedes(heap[child], heap[least]) { least = child }
                if least == place { return }
                heap.swapAt(place, least)
                place = least
            }
        }
        for place in stride(from: heap.count / 2, through: 0, by: -1) { sink(from: place) }
        while let top = heap.first {
            try readers[top].withEntry(body)
            try readers[top].advance()
            if readers[top].isAtEnd {
                heap.swapAt(0, heap.count - 1)
                heap.removeLast()
            }
            sink(from: 0)
        }
    }
}
