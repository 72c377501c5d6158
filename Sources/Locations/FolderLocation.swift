public import BursarModel
public import Posix

/// A folder that Alma, or the machine that receives Alma's uploads, puts exports into.
public struct FolderLocation: ExportLocation {
    /// More than any evening brings; so many names fit into memory.
    public static let longestListing = 200_000
    /// A larger file is refused before it is read.
    public static let largestFile: Int64 = 16 << 30

    public let address: String
    let folder: Folder

    public init(_ folder: Folder, address: String) {
        self.folder = folder
        self.address = address
    }

    public func claim(for owner: OwnerMark) throws(LocationError) -> OwnerMark.Finding {
        try inFolder { () throws(PosixError) in try owner.claim(folder) }
    }

    public func arrivals(codes: [ProfileCode]) throws(LocationError) -> LocationListing {
        try inFolder { () throws(PosixError) in
            let names = try folder.list(limit: FolderLocation.longestListing)
            var listing = LocationListing()
            listing.isCut = names.isCut
            for name in names.names where name != OwnerMark.folderName {
                guard let export = ExportName.parse(name, codes: codes) else {
                    listing.ignored.append(IgnoredEntry(name))
                    continue
                }
                try look(at: export, into: &listing)
            }
            listing.sort()
            return listing
        }
    }

    /// One file, by its name; nil where there is none that could be taken.
    public func arrival(named name: ExportName) throws(LocationError) -> Arrival? {
        var listing = LocationListing()
        try inFolder { () throws(PosixError) in try look(at: name, into: &listing) }
        return listing.arrivals.first
    }

    private func look(
        at name: ExportName,
        into listing: inout LocationListing
    ) throws(PosixError) {
        // Gone since it was listed: somebody else's matter.
        guard let status = try folder.status(of: name.fileName) else { return }
        func refuse(_ reason: HoldReason) {
            listing.refused.append(RefusedEntry(name: name, reason: reason, size: status.size))
        }
        guard status.isTakeable else { return refuse(.notRegular) }
        guard status.size <= FolderLocation.largestFile else { return refuse(.tooLarge) }
        guard try isReadable(name.fileName) else { return refuse(.unreadable) }
        listing.arrivals.append(
            Arrival(
                name: name,
                identity: FileIdentity(status),
                changed: Timestamp(status.changed)
            )
        )
    }

    /// Tried, not asked for: an access test answers for another moment and another user id.
    private func isReadable(_ name: FileName) throws(PosixError) -> Bool {
        do {
            _ = try folder.openFile(name)
            return true
        } catch {
            switch error.errno {
            case .permissionDenied, .notPermitted, .inputOutput: return false
            case .noEntry, .link: return true  // taking it tells
            default: throw error
            }
        }
    }

    public func end(of arrival: Arrival) throws(LocationError) -> ExportEnd {
        try inFolder { () throws(PosixError) in
            do throws(PosixError) {
                return try ExportEnd(
                    of: folder.openFile(arrival.name.fileName),
                    size: arrival.identity.size
                )
            } catch {
                guard TakeOutcome(failureToOpen: error) != nil else { throw error }
                return .open  // gone or replaced: the next listing tells
            }
        }
    }

    public func take(
        _ arrival: Arrival,
        into archive: Folder,
        epoch: Int64,
        accepting end: AcceptedEnd
    ) throws(LocationError) -> TakeOutcome {
        let name = arrival.name.fileName
        return try inFolder { () throws(PosixError) in
            do throws(PosixError) {
                return try copy(
                    arrival,
                    from: folder.openFile(name),
                    into: archive,
                    epoch: epoch,
                    accepting: end
                )
            } catch {
                guard error.path == folder.path(of: name),
                    let outcome = TakeOutcome(failureToOpen: error)
                else { throw error }
                return outcome
            }
        }
    }

    private func copy(
        _ arrival: Arrival,
        from source: borrowing FileDescriptor,
        into archive: Folder,
        epoch: Int64,
        accepting end: AcceptedEnd
    ) throws(PosixError) -> TakeOutcome {
        let before = try source.status()
        guard before.isTakeable, FileIdentity(before) == arrival.identity else { return .changed }
        var intake = try ArchiveIntake(of: arrival.name.fileName, into: archive, epoch: epoch)
        var copy = try intake.create()
        let copied = try intake.fill(copy, from: source)
        guard copied.end != .open || end == .any else { return .open }
        try intake.sync(&copy)
        guard try intake.reexamine(source, against: before) else { return .changed }
        try copy.close()
        return .taken(try intake.keep(copied))
    }

    func inFolder<Result>(
        _ body: () throws(PosixError) -> Result
    ) throws(LocationError) -> Result {
        do {
            return try body()
        } catch {
            throw .file(error)
        }
    }
}

extension TakeOutcome {
    /// What a failure to open the source says of it; nil where it says nothing of the file.
    fileprivate init?(failureToOpen error: PosixError) {
        guard error.call == .openat else { return nil }
        switch error.errno {
        case .noEntry: self = .gone
        case .link: self = .changed
        case .permissionDenied, .notPermitted, .inputOutput: self = .unreadable(error.errno)
        default: return nil
        }
    }
}
