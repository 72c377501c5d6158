public import BursarModel
public import Posix

/// A campus's folders for outputs that are being made or wait to be published.
///
/// They lie on the outbox's file system, because only there a rename can publish. That is the
/// home, `staging/KEY`, or `.bursarhub/staging/KEY` in the outbox itself.
public struct StagingArea: Sendable {
    /// Outputs that are being written: `NAME.e<epoch>`.
    public let temporary: Folder
    /// Outputs whose bytes are fixed: `NAME.e<epoch>`.
    public let staged: Folder
    /// The other folder that may once have been this campus's; nil where there is none.
    let other: Folder?

    private static let name = FileName(known: "staging")
    static let temporaryName = FileName(known: "tmp")

    /// The staging folder in the home: for an outbox on an SFTP server, or on trial.
    public init(of campus: CampusKey, home: Folder) throws(LocationError) {
        do throws(PosixError) {
            try self.init(StagingArea.folder(of: campus, in: home), other: nil)
        } catch {
            throw .file(error)
        }
    }

    /// The staging folder on the file system of a folder that is an outbox.
    public init(of campus: CampusKey, home: Folder, outbox: Folder) throws(LocationError) {
        do throws(PosixError) {
            let atHome = try StagingArea.folder(of: campus, in: home)
            let inOutbox = try outbox.folderMadeIfMissing(OwnerMark.folderName)
            if try StagingArea.canRename(from: atHome, to: inOutbox) {
                try self.init(
                    atHome,
                    other: StagingArea.existing(of: campus, in: inOutbox)
                )
            } else {
                try self.init(StagingArea.folder(of: campus, in: inOutbox), other: atHome)
            }
        } catch {
            throw .file(error)
        }
    }

    private init(_ staged: Folder, other: Folder?) throws(PosixError) {
        self.staged = staged
        self.other = other
        temporary = try staged.folderMadeIfMissing(StagingArea.temporaryName)
    }

    private static func folder(
        of campus: CampusKey,
        in folder: Folder
    ) throws(PosixError) -> Folder {
        guard let key = FileName(campus.text) else {
            throw PosixError(.openat, .invalid, path: folder.path)
        }
        return try folder.folderMadeIfMissing(at: RelativePath(name, key))
    }

    static func existing(
        of campus: CampusKey,
        in folder: Folder
    ) throws(PosixError) -> Folder? {
        guard try folder.status(of: name) != nil, let key = FileName(campus.text) else {
            return nil
        }
        let staging = try folder.folder(name)
        return try staging.status(of: key) == nil ? nil : staging.folder(key)
    }

    /// Whether a file can be renamed from one to the other.
    ///
    /// Tried: one file system that is mounted at two places has one number and refuses it too.
    private static func canRename(from one: Folder, to other: Folder) throws(PosixError) -> Bool {
        guard try one.status().device == other.status().device else { return false }
        let probe = try RenameProbe(in: one)
        return try probe.run(from: one, to: other) != .crossesDevices
    }
}
