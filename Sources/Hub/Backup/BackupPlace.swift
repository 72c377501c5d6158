import BursarModel
import Posix

/// A backup's two files: the dump, and the manifest beside it.
struct BackupPlace {
    let folder: Folder
    let dump: FileName
    let manifest: FileName
    /// The dump's path, as the person gave it.
    let path: String

    /// A folder that is there gets a file of this name; anything else is the file's own path.
    init(_ path: String, naming name: String) throws {
        do {
            let folder = try Folder.open(path)
            try self.init(folder, name, path.hasSuffix("/") ? path + name : "\(path)/\(name)")
            return
        } catch let error as PosixError {
            guard error.errno == .notAFolder || error.errno == .noEntry else { throw error }
        }
        try self.init(file: path)
    }

    init(file path: String) throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/")
        let folder = try Folder.open(
            parts.count == 1 ? "." : parent.isEmpty ? "/" : parent
        )
        try self.init(folder, parts.last.map(String.init) ?? "", path)
    }

    private init(_ folder: Folder, _ name: String, _ path: String) throws {
        guard let dump = FileName(name), let manifest = FileName(name + ".manifest") else {
            throw BackupError.refused(
                "the path does not end in a file's name",
                remedy: "name a file, or a folder that is there"
            )
        }
        self.folder = folder
        self.dump = dump
        self.manifest = manifest
        self.path = path
    }
}
