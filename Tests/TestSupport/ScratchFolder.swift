import Glibc
public import Posix

/// A folder for one test, removed with everything in it when the test's suite value goes away.
///
/// Keep it in a stored property of the suite: a local may end before the test does.
public final class ScratchFolder: Sendable {
    /// Short, for the sockets that some tests put there: their paths hold 107 bytes.
    public let path: String
    public let folder: Folder

    public init() throws {
        path = try TestFolders.make("bh")
        folder = try Folder.open(path)
    }

    deinit {
        do {
            try ScratchFolder.empty(folder)
        } catch {
            print("left behind: \(path): \(error)")
        }
        _ = unsafe rmdir(path)
    }

    /// Makes a file of this text, or replaces one, as any other program would.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = "\(path)/\(name)"
        let number = unsafe Glibc.open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw PosixError(.open, Errno(rawValue: errno), path: file) }
        let descriptor = FileDescriptor(adopting: number, path: file)
        try descriptor.write(bytes)
        try descriptor.close()
        return file
    }

    /// The names in the scratch folder, or in a folder of it, sorted.
    public func names(in path: String? = nil) throws -> [String] {
        let folder = try path.flatMap { RelativePath($0) }.map { try self.folder.folder(at: $0) }
        return try (folder ?? self.folder).list(limit: 100_000).names.sorted().map(\.shown)
    }

    /// The content of a file in the scratch folder, by its path from there.
    public func text(of path: String) throws -> String {
        let number = unsafe Glibc.open("\(self.path)/\(path)", O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw PosixError(.open, Errno(rawValue: errno), path: path) }
        let file = FileDescriptor(adopting: number, path: path)
        let bytes = try file.bytes(at: 0, count: Int(file.status().size))
        return String(decoding: bytes, as: UTF8.self)
    }

    public func makeLink(_ name: String, to target: String) throws {
        try must(unsafe symlink(target, "\(path)/\(name)"))
    }

    public func makeHardLink(_ name: String, to file: String) throws {
        try must(unsafe link("\(path)/\(file)", "\(path)/\(name)"))
    }

    public func makePipe(_ name: String) throws {
        try must(unsafe mkfifo("\(path)/\(name)", 0o600))
    }

    /// A socket that nobody answers at.
    public func makeSocket(_ name: String) throws {
        try must(unsafe mknod("\(path)/\(name)", S_IFSOCK | 0o600, 0))
    }

    /// Renames as any other program would.
    public func move(_ name: String, to newName: String) throws {
        try must(unsafe Glibc.rename("\(path)/\(name)", "\(path)/\(newName)"))
    }

    private func must(_ result: Int32) throws {
        guard result == 0 else { throw PosixError(.openat, Errno(rawValue: errno), path: path) }
    }

    private static func empty(_ folder: Folder) throws {
        try folder.setMode(0o700)
        for name in try folder.list(limit: 1_000_000).names {
            if try folder.status(of: name)?.kind == .folder {
                try empty(folder.folder(name))
                try folder.removeFolder(name)
            } else {
                try folder.removeFile(name)
            }
        }
    }
}

extension FileName {
    /// A name that a test writes down.
    public init(_ literal: StaticString) {
        guard let name = FileName(literal.description) else {
            preconditionFailure("`\(literal)` is no name of a file")
        }
        self = name
    }
}
