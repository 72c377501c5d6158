internal import Posix

/// The owner's mark on a server: an empty folder whose name says whose all is.
///
/// To make a folder is one step that succeeds once, and to look needs no file to be fetched.
extension SFTPSession {
    func claim(for owner: OwnerMark) throws(SFTPFailure) -> OwnerMark.Finding {
        guard let name = owner.nameOnServer else { throw SFTPFailure(access.address, .unfitName) }
        if let finding = try found(owner) { return finding }
        do throws(SFTPFailure) {
            _ = try run { (batch) throws(SFTPBatch.Failure) in
                try batch.makeFolderUnlessThere(OwnerMark.folderName.shown)
                try batch.makeFolder("\(OwnerMark.folderName)/\(name)")
            }
        } catch {
            switch error.reason {
            case .forbidden, .refused, .missing: return .notWritable(error.reason.errno)
            default: throw error
            }
        }
        let finding = try found(owner) ?? .damaged
        guard finding != .ours else { return .marked }
        // Another hub came at the same time: both step back, and one of them will be first.
        _ = try run { (batch) throws(SFTPBatch.Failure) in
            try batch.removeFolder("\(OwnerMark.folderName)/\(name)")
        }
        return finding
    }

    /// Nil where there is no mark; changes nothing.
    func found(
        _ owner: OwnerMark,
        deadline: Duration = SFTPSession.shortDeadline
    ) throws(SFTPFailure) -> OwnerMark.Finding? {
        let entries: [SFTPEntry]
        do throws(SFTPFailure) {
            entries = try run(deadline: deadline) { (batch) throws(SFTPBatch.Failure) in
                try batch.enter(OwnerMark.folderName.shown)
                batch.listAll()
            }.entries
        } catch {
            guard error.reason == .missing else { throw error }
            return nil
        }
        let marks = entries.map(\.name).filter { $0.hasPrefix(OwnerMark.prefixOnServer) }
        let foreign = marks.filter { $0 != owner.nameOnServer }
        guard let other = foreign.first else { return marks.isEmpty ? nil : .ours }
        return OwnerMark(nameOnServer: other).map { .foreign($0) } ?? .damaged
    }
}

extension OwnerMark {
    fileprivate static let prefixOnServer = "owner."

    /// `owner.<home>.<database>`; nil where these hold anything but letters, digits and `-`.
    fileprivate var nameOnServer: String? {
        let isFit = (home + database).utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
        }
        return isFit ? "\(OwnerMark.prefixOnServer)\(home).\(database)" : nil
    }

    fileprivate init?(nameOnServer name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return nil }
        self.init(home: parts[1], database: parts[2])
    }
}
