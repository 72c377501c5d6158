import Posix
import Synchronization

/// A folder for one command's own use, 0700, that goes with all it holds.
struct PrivateFolder: Sendable {
    private static let prefix = "bursarhub-check-"
    private static let most = 100_000

    private let parent: Folder
    private let name: FileName
    let folder: Folder

    /// Makes one with a name that nobody can guess, and locks it for as long as it is used.
    private init(in parent: Folder) throws(PosixError) {
        self.parent = parent
        var random = SystemRandomNumberGenerator()
        while true {
            let word =
                String(random.next(), radix: 36) + String(random.next(), radix: 36)
            let name = FileName(named: Self.prefix + word)
            let folder = try parent.folderMadeIfMissing(name)
            // Who sweeps may have come between: then it is gone, or about to go.
            guard try folder.lock(), try folder.status().linkCount > 0 else { continue }
            self.name = name
            self.folder = folder
            return
        }
    }

    /// What somebody else made and does not use any more.
    private init?(left name: FileName, in parent: Folder) throws(PosixError) {
        guard let status = try parent.status(of: name), status.kind == .folder,
            status.owner == (try parent.status().owner)
        else { return nil }
        self.parent = parent
        self.name = name
        folder = try parent.folder(name)
        guard try folder.lock() else { return nil }
    }

    /// Lends a folder for as long as `body` works, and removes it however that ends, also by a
    /// signal that asks the command to end.
    static func with<Outcome>(
        below path: String,
        _ body: (Folder) throws -> Outcome
    ) throws -> Outcome {
        // The way there is the machine's own: its last name may be a link.
        let parent = try Folder.open("\(path)/.")
        // A signal waits while the folder is being made, lest it leave one that nobody knows.
        let made = MadeFolder()
        return try EndingSignals.cleaning(
            with: { made.folder.withLock { $0?.removeWhileInUse() } }
        ) {
            let room = try made.folder.withLock { folder in
                let room = try PrivateFolder(in: parent)
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

    // MARK: Removing

    /// Removes what commands of this account left below a folder when they were killed.
    static func sweep(_ parent: Folder) throws(PosixError) {
        for name in try parent.list(limit: most).names where name.shown.hasPrefix(prefix) {
            try PrivateFolder(left: name, in: parent)?.remove()
        }
    }

    private func remove() throws(PosixError) {
        for name in try folder.list(limit: Self.most).names {
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
