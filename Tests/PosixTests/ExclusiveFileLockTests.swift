import Posix
import TestSupport
import Testing

@Suite struct ExclusiveFileLockTests {
    private let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func `one holder at a time has the lock`() throws {
        #expect(try whileHeld { try isFree() } == false)
        #expect(try isFree())
    }

    private func whileHeld(_ body: () throws -> Bool) throws -> Bool {
        let lock = try ExclusiveFileLock.take(FileName("lock"), in: scratch.folder)
        guard let lock else { return true }
        let answer = try body()
        lock.release()
        return answer
    }

    private func isFree() throws -> Bool {
        let lock = try ExclusiveFileLock.take(
            FileName("lock"),
            in: scratch.folder,
            patience: .milliseconds(30)
        )
        guard let lock else { return false }
        lock.release()
        return true
    }

    @Test func `a lock is never taken through a link`() throws {
        try scratch.write("", to: "target")
        try scratch.makeLink("lock", to: "target")
        #expect(throws: PosixError.self) {
            _ = try ExclusiveFileLock.take(FileName("lock"), in: scratch.folder)
        }
    }
}
