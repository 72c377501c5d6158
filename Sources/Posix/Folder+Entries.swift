import CPosix
import Glibc

extension Folder {
    /// How an existing file is opened.
    public enum Access: Sendable {
        case reading
        case writing
    }

    /// Opens a file that is there.
    ///
    /// It never waits, not even for the other end of a pipe, so look at the `status()` of what was
    /// opened before reading it.
    public func openFile(
        _ name: FileName,
        for access: Access = .reading
    ) throws(PosixError) -> FileDescriptor {
        let path = path(of: name)
        let direction = access == .reading ? O_RDONLY : O_RDWR
        let opened = try Folder.opened(path: path) {
            unsafe openat(
                number,
                name.terminated,
                direction | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
            )
        }
        return FileDescriptor(adopting: opened, path: path)
    }

    /// Makes a file that must not be there yet, to write and to read back.
    public func createFile(
        _ name: FileName,
        mode: UInt32 = 0o600
    ) throws(PosixError) -> FileDescriptor {
        let path = path(of: name)
        let opened = try Folder.opened(path: path) {
            unsafe openat(
                number,
                name.terminated,
                O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                mode
            )
        }
        return FileDescriptor(adopting: opened, path: path)
    }

    /// Opens a file to add to it and to read it, and makes it, for its owner alone, where it is
    /// missing.
    ///
    /// What is written goes to its end, whoever else writes; a file that the system lets grow only
    /// can be opened so.
    public func openFileForAppending(_ name: FileName) throws(PosixError) -> FileDescriptor {
        let path = path(of: name)
        let opened = try Folder.opened(path: path) {
            unsafe openat(
                number,
                name.terminated,
                O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
                0o600
            )
        }
        return FileDescriptor(adopting: opened, path: path)
    }

    /// What stands under a name, a link as itself; nil where nothing does.
    ///
    /// Every other failure is thrown: an entry that cannot be examined is not an absent one. And
    /// an answer is a look at one moment, on which nothing that moves money may rely.
    public func status(of name: FileName) throws(PosixError) -> FileStatus? {
        var status = stat()
        while unsafe fstatat(number, name.terminated, &status, AT_SYMLINK_NOFOLLOW) != 0 {
            let error = PosixError(.fstatat, path: path(of: name))
            if error.errno == .noEntry { return nil }
            guard error.errno == .interrupted else { throw error }
        }
        return FileStatus(status)
    }

    /// Moves an entry onto a name, also over a file that has it.
    public func rename(
        _ name: FileName,
        to folder: Folder,
        as newName: FileName
    ) throws(PosixError) {
        guard
            unsafe renameat(number, name.terminated, folder.number, newName.terminated) == 0
        else {
            throw PosixError(.renameat, path: path(of: name))
        }
    }

    /// Moves an entry onto a name that must be free; nil when it was moved, else why it was not.
    ///
    /// The errno is a value, because it decides what becomes of an output.
    public func renameOntoFreeName(
        _ name: FileName,
        to folder: Folder,
        as newName: FileName
    ) -> Errno? {
        let result = unsafe bh_rename_onto_free_name(
            number,
            name.terminated,
            folder.number,
            newName.terminated
        )
        return result == 0 ? nil : Errno(rawValue: result)
    }

    public func removeFile(_ name: FileName) throws(PosixError) {
        try remove(name, flags: 0)
    }

    /// Removes a file and says whether it was there.
    public func removeFileIfPresent(_ name: FileName) throws(PosixError) -> Bool {
        do {
            try remove(name, flags: 0)
            return true
        } catch {
            guard error.errno == .noEntry else { throw error }
            return false
        }
    }

    /// Removes a folder that is empty.
    public func removeFolder(_ name: FileName) throws(PosixError) {
        try remove(name, flags: AT_REMOVEDIR)
    }

    private func remove(_ name: FileName, flags: Int32) throws(PosixError) {
        guard unsafe unlinkat(number, name.terminated, flags) == 0 else {
            throw PosixError(.unlinkat, path: path(of: name))
        }
    }
}
