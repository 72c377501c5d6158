internal import Posix

extension FolderLocation {
    public func leave(
        _ arrival: Arrival,
        _ manner: AfterPublication
    ) throws(LocationError) -> LeaveOutcome {
        try inFolder { () throws(PosixError) in
            do throws(PosixError) {
                return try letGo(of: arrival, manner)
            } catch {
                switch error.errno {
                case .permissionDenied, .notPermitted, .readOnly: return .stays(error.errno)
                case .noEntry: return .gone
                default: throw error
                }
            }
        }
    }

    private func letGo(
        of arrival: Arrival,
        _ manner: AfterPublication
    ) throws(PosixError) -> LeaveOutcome {
        guard manner != .leave else { return .done }
        let name = arrival.name.fileName
        guard let status = try folder.status(of: name) else { return .gone }
        guard FileIdentity(status) == arrival.identity else { return .changed }
        if case .move(let subfolder) = manner {
            return try move(name, to: folder.folderMadeIfMissing(subfolder))
        }
        // The archive holds its bytes. Linux cannot remove a file by its handle; between the look
        // and this line nothing happens.
        try folder.removeFile(name)
        try folder.synchronize()
        return .done
    }

    private func move(_ name: FileName, to folder: Folder) throws(PosixError) -> LeaveOutcome {
        if let errno = self.folder.renameOntoFreeName(name, to: folder, as: name) {
            // An earlier export had this name; neither replaces the other.
            guard errno == .exists else {
                throw PosixError(.renameat2, errno, path: self.folder.path(of: name))
            }
            return .stays(errno)
        }
        try folder.synchronize()
        try self.folder.synchronize()
        return .done
    }
}
