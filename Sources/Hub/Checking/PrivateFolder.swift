import Posix

/// A folder for one command's own use, 0700, that goes with all it holds.
struct PrivateFolder {
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

    /// Lends a folder for as long as `body` works, and removes it however that ends.
    static func with<Outcome>(
        below path: String,
        _ body: (Folder) throws -> Outcome
    ) throws -> Outcome {
        let room = try PrivateFolder(below: path)
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(try body(room.folder))
        } catch {
            outcome = .failure(error)
        }
        try room.remove()
        return try outcome.get()
    }

    private func remove() throws(PosixError) {
        for name in try folder.list(limit: 100_000).names { try folder.removeFile(name) }
        try parent.removeFolder(name)
    }
}
