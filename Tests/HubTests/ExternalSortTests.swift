import Posix
import TestSupport
import Testing

@testable import Hub

/// Entries in the order of their keys, in memory or by way of the disk.
@Suite struct ExternalSortTests {
    private let scratch: ScratchFolder
    private let name = FileName("spool.e7")

    init() throws { scratch = try ScratchFolder() }

    /// Drains a sort of these keys; each payload is its key's text twice.
    private func sorted(_ keys: [String], memory: Int) throws -> (keys: [String], runs: Int) {
        let sort = ExternalSort(
            named: try #require(name),
            in: scratch.folder,
            memory: memory
        )
        for key in keys {
            try sort.add(key: Array(key.utf8).span, payload: Array((key + key).utf8).span)
        }
        let runs = sort.runCount
        var drained: [String] = []
        try sort.drain { key, payload in
            let text = String(decoding: key.array, as: UTF8.self)
            #expect(String(decoding: payload.array, as: UTF8.self) == text + text)
            drained.append(text)
        }
        #expect(sort.isEmpty)
        return (drained, runs)
    }

    @Test(arguments: [300, 1000, 20_000, 4_000_000])
    func `keys come in their order, however often memory was full`(_ memory: Int) throws {
        for seed in 0..<50 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 0...500, using: &generator)
            let keys = Set(
                (0..<count).map { _ in
                    String(
                        (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                            "\0ab".randomElement(using: &generator) ?? "a"
                        }
                    )
                }
            )
            let (found, runs) = try sorted(Array(keys), memory: memory)
            let wanted = keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            #expect(found == wanted, "seed \(seed)")
            if memory == 300, keys.count > 50 { #expect(runs > 4, "seed \(seed)") }
            if memory == 4_000_000 { #expect(runs == 0) }
        }
    }

    @Test func `an entry that is larger than memory is sorted too`() throws {
        let long = String(repeating: "m", count: 20_000)
        let (found, runs) = try sorted(["z", long, "a", "\(long)n", "b"], memory: 4096)
        #expect(found == ["a", "b", long, "\(long)n", "z"])
        #expect(runs > 1)
    }

    @Test func `what is on the disk has no name`() throws {
        let sort = ExternalSort(named: try #require(name), in: scratch.folder, memory: 64)
        for key in ["b", "a", "c", "d"] {
            try sort.add(key: Array(key.utf8).span, payload: [0].span)
        }
        #expect(sort.runCount > 0)
        #expect(try scratch.names() == [])
    }
}
