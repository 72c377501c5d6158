public import BursarModel
public import Posix

/// A folder on an SFTP server that Alma uploads exports to.
///
/// A listing shows sizes and minutes, so a file must be seen unchanged; its end is looked at when
/// it has come. It is fetched into the archive by `sftp` and hashed there.
public struct SFTPLocation: ExportLocation {
    public let address: String
    private let session: SFTPSession

    public init(_ access: SFTPAccess) {
        address = access.address.reported
        session = SFTPSession(access: access)
    }

    public func claim(for owner: OwnerMark) throws(LocationError) -> OwnerMark.Finding {
        try overSFTP { () throws(SFTPFailure) in try session.claim(for: owner) }
    }

    public func arrivals(codes: [ProfileCode]) throws(LocationError) -> LocationListing {
        try overSFTP { () throws(SFTPFailure) in
            let answer = try session.run { batch in batch.listAll() }
            let known = Set(codes)
            var listing = LocationListing()
            listing.isCut = answer.isCut
            var seen: Set<FileName> = []
            for entry in answer.entries {
                guard let name = FileName(entry.name), name != OwnerMark.folderName,
                    seen.insert(name).inserted
                else { continue }
                guard let export = ExportName.parse(name, codes: known) else {
                    listing.ignored.append(IgnoredEntry(name))
                    continue
                }
                sort(entry, named: export, into: &listing)
            }
            listing.sort()
            return listing
        }
    }

    private func sort(
        _ entry: SFTPEntry,
        named name: ExportName,
        into listing: inout LocationListing
    ) {
        let reason: HoldReason? =
            !entry.isRegular
            ? .notRegular : entry.size > FolderLocation.largestFile ? .tooLarge : nil
        if let reason {
            listing.refused.append(RefusedEntry(name: name, reason: reason, size: entry.size))
        } else {
            listing.arrivals.append(Arrival(name: name, identity: entry.identity, changed: nil))
        }
    }

    /// Never looked at without fetching the file: `take` looks.
    public func end(of arrival: Arrival) throws(LocationError) -> ExportEnd { .unknown }

    public func take(
        _ arrival: Arrival,
        into archive: Folder,
        epoch: Int64,
        accepting end: AcceptedEnd
    ) throws(LocationError) -> TakeOutcome {
        do throws(LocationError) {
            return try fetch(arrival, into: archive, epoch: epoch, accepting: end)
        } catch {
            guard case .transfer(let failure) = error else { throw error }
            switch failure.reason {
            case .missing: return .gone
            case .forbidden: return .unreadable(.permissionDenied)
            default: throw error
            }
        }
    }

    private func fetch(
        _ arrival: Arrival,
        into archive: Folder,
        epoch: Int64,
        accepting end: AcceptedEnd
    ) throws(LocationError) -> TakeOutcome {
        var intake = try onThisHost { () throws(PosixError) in
            try ArchiveIntake(of: arrival.name.fileName, into: archive, epoch: epoch)
        }
        try onThisHost { () throws(PosixError) in try intake.create().close() }
        let path = archive.path(of: intake.temporaryName)
        let isSame = try overSFTP { () throws(SFTPFailure) in try download(arrival, to: path) }
        guard isSame else { return .changed }
        return try onThisHost { () throws(PosixError) in
            var copy = try archive.openFile(intake.temporaryName, for: .writing)
            let copied = try intake.examine(copy)
            guard copied.size == arrival.identity.size else { return .changed }
            guard copied.end != .open || end == .any else { return .open }
            try intake.sync(&copy)
            try copy.close()
            return .taken(try intake.keep(copied))
        }
    }

    /// Whether the file was, before and after, the one that was listed.
    private func download(_ arrival: Arrival, to path: String) throws(SFTPFailure) -> Bool {
        let name = arrival.name.text
        let deadline = SFTPSession.deadline(bytes: arrival.identity.size)
        let answer = try session.run(deadline: deadline) { (batch) throws(SFTPBatch.Failure) in
            try batch.list(name)
            try batch.get(name, to: path)
            try batch.list(name)
        }
        let looks = answer.entries.filter { $0.name == name && $0.isRegular }
        return looks.count == 2 && looks.allSatisfy { $0.identity == arrival.identity }
    }

    public func leave(
        _ arrival: Arrival,
        _ manner: AfterPublication
    ) throws(LocationError) -> LeaveOutcome {
        try overSFTP { () throws(SFTPFailure) in
            guard manner != .leave else { return .done }
            let name = arrival.name.text
            guard let entry = try session.entry(name) else { return .gone }
            guard entry.isRegular, entry.identity == arrival.identity else { return .changed }
            do throws(SFTPFailure) {
                try letGo(of: name, manner)
                return .done
            } catch {
                switch error.reason {
                case .missing: return .gone
                case .forbidden, .refused: return .stays(error.reason.errno)
                default: throw error
                }
            }
        }
    }

    private func letGo(of name: String, _ manner: AfterPublication) throws(SFTPFailure) {
        _ = try session.run { (batch) throws(SFTPBatch.Failure) in
            switch manner {
            case .leave: break
            case .remove: try batch.remove(name)
            case .move(let folder):
                try batch.makeFolderUnlessThere(folder.shown)
                try batch.renameOntoFreeName(name, as: "\(folder.shown)/\(name)")
            }
        }
    }

    private func onThisHost<Result: ~Copyable>(
        _ body: () throws(PosixError) -> Result
    ) throws(LocationError) -> Result {
        do {
            return try body()
        } catch {
            throw .file(error)
        }
    }

    private func overSFTP<Result>(
        _ body: () throws(SFTPFailure) -> Result
    ) throws(LocationError) -> Result {
        do {
            return try body()
        } catch {
            throw .transfer(error.error)
        }
    }
}

extension SFTPEntry {
    /// Without an inode: the protocol tells none.
    var identity: FileIdentity { FileIdentity(size: size, modified: modified, inode: 0) }
}
