import Posix
import Synchronization

/// A folder for one command's own use, 0700, that goes with all it holds.
struct PrivateFolder: Sendable {
    private let parent: Folder
    private let name: FileName
    let folder: Folder

    /// Makes one with a name that nobody can guess.
    private init(below path: String) throws(PosixError) {
        // The way there is the machine's own: its last name may be a link.
        parent = try Folder.open("\(path)/.")
        var random = SystemRandomNumberGenerator()
        let word = String(random.next(), radix: 36) + String(random.next(), radix: 36)
        name = FileName(named: "bursarhub-check-\(word)")
        folder = try parent.folderMadeIfMissing(name)
    }

    /// Lends a folder for as long as `body` works, and removes it however that ends, also by a
    /// signal that asks the command to end.
    static func with<Outcome>(
        below path: String,
        _ body: (Folder) throws -> Outcome
    ) throws -> Outcome {
        // A signal waits while the folder is being made, lest it leave one that nobody knows.
        let made = MadeFolder()
        return try EndingSignals.cleaning(
            with: { made.folder.withLock { $0?.removeWhileInUse() } }
        ) {
            let room = try made.folder.withLock { folder in
                let room = try PrivateFolder(below: path)
                folder = room
                return room
            }
            let outcome: Result<Outcome, any Error>
            do {
                outcome = .success(try body(room.folder))
            } catch {
                outcome = .failure(error)
            }
            try room.remove()
            return try outcome.get()
        }
    }

    private func remove() throws(PosixError) {
        for name in try folder.list(limit: 100_000).names {
            _ = try folder.removeFileIfPresent(name)
        }
        try parent.removeFolder(name)
    }

    /// Files may still be made here meanwhile; once the folder is gone, none can.
    private func removeWhileInUse() {
        for _ in 0..<10_000 {
            do throws(PosixError) {
                return try remove()
            } catch {
                if error.errno == .noEntry { return }
            }
        }
    }
}

/// The private folder, once there is one.
private final class MadeFolder: Sendable {
    let folder = Mutex<PrivateFolder?>(nil)
}
