public import BursarModel
public import Posix

/// A folder from which PeopleSoft's file load, or a person, collects outputs.
public struct FolderOutbox: Outbox {
    public let address: String
    /// Held open, so that all that is published goes to the folder that was checked.
    public let folder: Folder
    public let staging: StagingArea
    private let group: OutboxGroup?
    let owner: OwnerMark

    /// Opens the staging folder that belongs to an outbox, and lets its group in.
    ///
    /// `address` is the outbox as the campus file names it, `owner` the mark of this hub's home.
    public init(
        _ folder: Folder,
        address: String,
        campus: CampusKey,
        home: Folder,
        owner: OwnerMark,
        group: OutboxGroup? = nil
    ) throws(LocationError) {
        staging = try StagingArea(of: campus, home: home, outbox: folder)
        self.address = address
        self.folder = folder
        self.owner = owner
        self.group = group
        do throws(PosixError) {
            try group?.admit(to: folder)
            // Tells, when a staged file is missing, that this is the folder it was in.
            _ = try owner.claim(staging.staged)
        } catch {
            throw .file(error)
        }
    }

    /// Whether outputs can be published here at all; asked before a campus is claimed.
    public enum Finding: Hashable, Sendable {
        case fit
        /// The file system cannot rename without replacing; there is no safe way around it.
        case cannotRenameOntoFreeName(Errno)
        /// Another hub's outputs wait in the staging folder.
        case foreignStaging
    }

    public func probe() throws(LocationError) -> Finding {
        do throws(PosixError) {
            guard try owner.found(in: staging.staged) == .ours else { return .foreignStaging }
            let probe = try RenameProbe(in: staging.staged)
            guard let errno = try probe.run(from: staging.staged, to: staging.staged) else {
                return .fit
            }
            return .cannotRenameOntoFreeName(errno)
        } catch {
            throw .file(error)
        }
    }

    public func claim(for owner: OwnerMark) throws(LocationError) -> OwnerMark.Finding {
        do {
            return try owner.claim(folder)
        } catch {
            throw .file(error)
        }
    }

    /// A rename's answer is lost only with the machine, and then the next rename's tells.
    public var canLoseAnswers: Bool { false }

    /// Gives the staged file to the group that collects it.
    public func prepare(_ output: StagedOutput) throws(LocationError) {
        guard let group else { return }
        do throws(PosixError) {
            try group.share(output.stagedName, in: staging.staged)
        } catch {
            // Gone from the staging folder: published earlier, as the rename will tell.
            guard error.errno == .noEntry else { throw .file(error) }
        }
    }

    /// Renames the staged file onto its name in the outbox; the errno alone decides what is known.
    public func publish(_ output: StagedOutput) -> PublishVerdict {
        let errno = staging.staged.renameOntoFreeName(
            output.stagedName,
            to: folder,
            as: output.name
        )
        switch errno {
        case nil:
            return verdict(.published)
        case .some(.noEntry):
            return verdictOfMissing(output)
        case .some(.exists):
            return .targetExists
        case .some(let errno) where FolderOutbox.harmless.contains(errno):
            return .surelyNotPublished(errno)
        case .some(let errno):
            return .inDoubt(errno)
        }
    }

    /// After these nothing has moved.
    private static let harmless: Set<Errno> = [
        .permissionDenied, .notPermitted, .readOnly, .noSpace, .quotaUsedUp, .crossesDevices,
    ]

    /// A staged file is missing because it was published earlier, unless this is not its folder.
    private func verdictOfMissing(_ output: StagedOutput) -> PublishVerdict {
        do {
            guard owner.home == output.home, try owner.found(in: staging.staged) == .ours,
                try folder.status().linkCount > 0, try staging.staged.status().linkCount > 0,
                try staging.other?.status(of: output.stagedName) == nil
            else { return .inDoubt(.noEntry) }
            return verdict(.publishedEarlier)
        } catch {
            return .inDoubt(error.errno)
        }
    }

    /// Nothing counts before both folders are on the disk.
    private func verdict(_ verdict: PublishVerdict) -> PublishVerdict {
        do {
            try folder.synchronize()
            try staging.staged.synchronize()
            return verdict
        } catch {
            return .inDoubt(error.errno)
        }
    }

    /// The staged file is all there is, whatever its name will be.
    public func withdraw(_ output: StagedOutput) {}

    public func wasDelivered(_ output: StagedOutput) throws(LocationError) -> Bool {
        do {
            return try folder.status(of: output.name)?.size == output.size
        } catch {
            throw .file(error)
        }
    }
}
