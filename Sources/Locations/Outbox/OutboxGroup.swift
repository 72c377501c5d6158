public import Posix

/// The group of another account that collects outputs from a folder.
///
/// It may enter the outbox and take files away; on the way there it may pass and see nothing.
public struct OutboxGroup: Hashable, Sendable {
    public let name: String
    private let number: UInt32

    /// Nil where the system knows no such group.
    public init?(name: String) {
        guard let number = GroupName.number(of: name) else { return nil }
        (self.name, self.number) = (name, number)
    }

    /// Opens the home, and the folders from there to the outbox, for passing through.
    ///
    /// - Throws: `LocationError.otherGroupOnTheWay` where another group passes there already: a
    ///   folder has one group.
    public func openWay(from home: Folder, to outbox: RelativePath) throws(LocationError) {
        do throws(PosixError) {
            var folder = home
            var conflict = try !letPass(folder)
            for name in outbox.names.dropLast() where !conflict {
                folder = try folder.folderMadeIfMissing(name)
                conflict = try !letPass(folder)
            }
            guard conflict else { return }
            throw PosixError(.fchown, .exists, path: folder.path)
        } catch {
            guard error.call == .fchown, error.errno == .exists else { throw .file(error) }
            throw .otherGroupOnTheWay(error.path)
        }
    }

    /// Sets what the group may do in the outbox: new files there are its own too.
    func admit(to outbox: Folder) throws(PosixError) {
        try outbox.setGroup(number)
        try outbox.setMode(0o2770)
    }

    func share(_ name: FileName, in folder: Folder) throws(PosixError) {
        var file = try folder.openFile(name)
        try file.setGroup(number)
        try file.setMode(0o660)
        try file.synchronize()
    }

    private func letPass(_ folder: Folder) throws(PosixError) -> Bool {
        let status = try folder.status()
        let isOpenToAGroup = status.mode & 0o070 != 0
        guard !isOpenToAGroup || status.group == number else { return false }
        try folder.setGroup(number)
        try folder.setMode(status.mode | 0o010)
        return true
    }
}
