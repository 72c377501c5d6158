public import BursarModel
public import Posix

extension StagingArea {
    /// Whether files of killed or stalled hubs lie in a campus's staging folders.
    ///
    /// Asked of a folder that has such folders below it, the home or an outbox's `.bursarhub`, before
    /// the campus is claimed; makes nothing. Whose the files are only a claim can tell.
    public static func hasStaleFiles(
        of campus: CampusKey,
        below folder: Folder
    ) throws(PosixError) -> Bool {
        guard let staged = try existing(of: campus, in: folder) else { return false }
        if try hasStaleFiles(in: staged) { return true }
        guard try staged.status(of: temporaryName) != nil else { return false }
        return try hasStaleFiles(in: staged.folder(temporaryName))
    }

    private static func hasStaleFiles(in folder: Folder) throws(PosixError) -> Bool {
        try folder.list(limit: 100_000).names.contains { name in
            EpochName(name) != nil || RecalledOutput.output(of: name) != nil
        }
    }
}
