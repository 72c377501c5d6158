public import Posix

/// Finds the folder that a campus file names.
public enum FolderPlace {
    /// Opens a folder by an absolute path, or by one that is relative to the home.
    ///
    /// Below the home it is made where it is missing. An absolute one must be there: where a
    /// volume is not mounted, a new empty folder in its place would look like a quiet evening.
    public static func open(_ path: String, home: Folder) throws(LocationError) -> Folder {
        do throws(PosixError) {
            if path.hasPrefix("/") { return try Folder.open(path) }
            guard let way = RelativePath(path) else {
                throw PosixError(.open, .invalid, path: path)
            }
            return try home.folderMadeIfMissing(at: way)
        } catch {
            throw error.errno == .invalid ? .badPath(path) : .file(error)
        }
    }
}
