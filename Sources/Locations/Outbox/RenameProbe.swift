internal import Posix

/// Tries once whether a file system renames onto a free name, and refuses a taken one.
///
/// Some network file systems cannot; a hub that found out while publishing would have nothing
/// safe left to do. What a crash leaves behind has epoch 0, so the next run sweeps it.
struct RenameProbe: ~Copyable {
    /// Another hub that holds the campus may sweep the probe away in the middle; it does so once.
    private static let attempts = 5

    private let source: FileName
    private let target: FileName

    init(in folder: Folder) throws(PosixError) {
        let number = UInt64.random(in: 0...UInt64.max)
        guard let source = FileName(".probe-\(number)-a.e0"),
            let target = FileName(".probe-\(number)-b.e0")
        else { throw PosixError(.openat, .invalid, path: folder.path) }
        (self.source, self.target) = (source, target)
    }

    /// Nil when both answers were right; else the errno of the one that was not.
    consuming func run(from folder: Folder, to other: Folder) throws(PosixError) -> Errno? {
        var answer: Errno?
        for _ in 0..<RenameProbe.attempts {
            answer = try attempt(from: folder, to: other)
            guard answer == .noEntry || answer == .notImplemented else { break }
        }
        return answer
    }

    private borrowing func attempt(
        from folder: Folder,
        to other: Folder
    ) throws(PosixError) -> Errno? {
        try folder.createFile(source).close()
        var answer = folder.renameOntoFreeName(source, to: other, as: target)
        if answer == nil {
            try folder.createFile(source).close()
            let second = folder.renameOntoFreeName(source, to: other, as: target)
            // A file system that ignores the flag would replace a waiting output.
            answer = second == .exists ? nil : second ?? .notImplemented
        }
        _ = try folder.removeFileIfPresent(source)
        _ = try other.removeFileIfPresent(target)
        return answer
    }
}
