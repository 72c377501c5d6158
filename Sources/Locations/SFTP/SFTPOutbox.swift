internal import Posix

/// A folder on an SFTP server from which PeopleSoft's file load collects outputs.
///
/// An output is uploaded under a name that nobody collects, its size is compared, and only then is
/// it renamed. Before the rename the caller records it as in doubt: an answer can be lost.
public struct SFTPOutbox: Outbox {
    public let address: String
    public let staging: StagingArea
    let session: SFTPSession
    let epoch: Int64

    /// `epoch` is that of the campus's lease: a stalled hub must not write into the upload of its
    /// successor.
    public init(_ access: SFTPAccess, staging: StagingArea, epoch: Int64) {
        self.init(SFTPSession(access: access), staging: staging, epoch: epoch)
    }

    init(_ session: SFTPSession, staging: StagingArea, epoch: Int64) {
        address = session.access.address.reported
        self.session = session
        self.staging = staging
        self.epoch = epoch
    }

    public func claim(for owner: OwnerMark) throws(LocationError) -> OwnerMark.Finding {
        do throws(SFTPFailure) {
            return try session.claim(for: owner)
        } catch {
            throw .transfer(error.error)
        }
    }

    public var canLoseAnswers: Bool { true }

    /// Uploads the output as `NAME.e<epoch>.part` and compares its size.
    ///
    /// Uploads of earlier attempts go first: none of them can be renamed any more, and the only one
    /// there is this one.
    public func prepare(_ output: StagedOutput) throws(LocationError) {
        let part = partName(of: output)
        let address = session.access.address
        do throws(SFTPFailure) {
            let answer = try session.run(deadline: SFTPSession.deadline(bytes: output.size)) {
                (batch) throws(SFTPBatch.Failure) in
                try batch.removeNumbered("\(output.name.shown).e", ".part")
                try batch.put(staging.staged.path(of: output.stagedName), as: part)
                try batch.list(part)
            }
            let sent = answer.entries.first { $0.name == part }
            guard sent?.size == output.size, sent?.isRegular == true else {
                throw SFTPFailure(address, .wrongSize)
            }
        } catch {
            throw .transfer(error.error)
        }
    }

    /// Removes the uploads that were made under the output's name.
    public func withdraw(_ output: StagedOutput) throws(LocationError) {
        do throws(SFTPFailure) {
            _ = try session.run { (batch) throws(SFTPBatch.Failure) in
                try batch.removeNumbered("\(output.name.shown).e", ".part")
            }
        } catch {
            throw .transfer(error.error)
        }
    }

    /// Renames the upload onto its name, which must be free.
    ///
    /// Only an output that was prepared in this run is published; one in doubt is looked for.
    public func publish(_ output: StagedOutput) -> PublishVerdict {
        let part = partName(of: output)
        do throws(SFTPFailure) {
            _ = try session.run { (batch) throws(SFTPBatch.Failure) in
                try batch.renameOntoFreeName(part, as: output.name.shown)
                batch.mark()
            }
            return .published
        } catch {
            return verdict(on: error, output)
        }
    }

    private func verdict(on failure: SFTPFailure, _ output: StagedOutput) -> PublishVerdict {
        switch failure.marks {
        case nil: return .inDoubt(failure.reason.errno)
        case .some(0): return .surelyNotPublished(failure.reason.errno)  // no rename was sent
        case .some(1): break
        default: return .published
        }
        switch failure.reason {
        case .missing, .forbidden, .refused: return verdictOfRefusal(output, failure.reason)
        default: return .inDoubt(failure.reason.errno)
        }
    }

    /// The server said no; where the two files are is what it means.
    private func verdictOfRefusal(
        _ output: StagedOutput,
        _ reason: SFTPError.Reason
    ) -> PublishVerdict {
        do throws(SFTPFailure) {
            guard try session.entry(partName(of: output)) != nil else {
                return .inDoubt(reason.errno)  // somebody moved or removed it meanwhile
            }
            let isTaken = try session.entry(output.name.shown) != nil
            return isTaken ? .targetExists : .surelyNotPublished(reason.errno)
        } catch {
            return .inDoubt(error.reason.errno)
        }
    }

    /// An upload that still has its own name was not renamed: what lies there under the output's
    /// name is then another file, of another day, whatever its size.
    public func wasDelivered(_ output: StagedOutput) throws(LocationError) -> Bool {
        let name = output.name.shown
        do throws(SFTPFailure) {
            let entries = try session.run { batch in batch.listAll() }.entries
            return !entries.contains { SFTPOutbox.isUpload($0.name, of: name) }
                && entries.contains { $0.name == name && $0.isRegular && $0.size == output.size }
        } catch {
            throw .transfer(error.error)
        }
    }

    static func isUpload(_ entry: String, of name: String) -> Bool {
        let (beginning, end) = ("\(name).e", ".part")
        let epoch = entry.dropFirst(beginning.count).dropLast(end.count)
        return entry.hasPrefix(beginning) && entry.hasSuffix(end) && Int64(epoch) != nil
    }

    private func partName(of output: StagedOutput) -> String {
        "\(output.name.shown).e\(epoch).part"
    }
}
