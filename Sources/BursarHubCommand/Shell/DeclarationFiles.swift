import BursarModel
import Declarations
import Posix

/// The campus and format files that a person named, with everything below named folders.
enum DeclarationFiles {
    /// No campus file comes near; a larger file is refused by its reader, unread.
    private static let longest = 1 << 20
    private static let mostNames = 10_000

    static func collect(_ paths: [String]) throws -> [DeclarationFile] {
        var files: [DeclarationFile] = []
        for path in paths { files += try collect(path) }
        guard !files.isEmpty else {
            throw CommandFailure(
                .configurationRefused,
                "there are no YAML files in what was named",
                remedy: "name campus files, or a folder such as `campuses`"
            )
        }
        return files
    }

    private static func collect(_ path: String) throws -> [DeclarationFile] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
        let folder: Folder
        do {
            folder = try Folder.open(path)
        } catch  where error.errno == .notAFolder {
            guard let name = FileName(String(parts[parts.count - 1])) else { throw error }
            return [try read(name, in: Folder.open(parent.isEmpty ? "/" : parent), named: path)]
        }
        return try collect(from: folder, named: path)
    }

    private static func collect(from folder: Folder, named path: String) throws -> [DeclarationFile]
    {
        var files: [DeclarationFile] = []
        for name in try folder.list(limit: mostNames).names.sorted() {
            let place = "\(path.hasSuffix("/") ? String(path.dropLast()) : path)/\(name.shown)"
            switch try folder.status(of: name)?.kind {
            case .folder?:
                files += try collect(from: folder.folder(name), named: place)
            case .file? where name.shown.hasSuffix(".yaml") || name.shown.hasSuffix(".yml"):
                files.append(try read(name, in: folder, named: place))
            default: break
            }
        }
        return files
    }

    private static func read(
        _ name: FileName,
        in folder: Folder,
        named path: String
    ) throws -> DeclarationFile {
        let file = try folder.openFile(name)
        // One byte more than is allowed, so that the reader sees that it is too long.
        let bytes = try file.bytes(at: 0, count: longest + 1)
        return DeclarationFile(name: path, bytes: bytes)
    }
}
