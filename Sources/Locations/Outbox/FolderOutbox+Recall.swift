public import Digests
public import Posix

/// What is known of an output after an attempt to take it back.
public enum RecallVerdict: Hashable, Sendable {
    /// It is out of the outbox, and lies in the staging folder.
    case recalled
    /// An earlier attempt took it out, which could not tell any more.
    case recalledEarlier
    /// Somebody else took it out before.
    case collected
    /// Nobody knows; the next attempt's answer will tell.
    case unknown(Errno)
}

/// What a look into the outbox found under a name.
public enum OutboxLook: Hashable, Sendable {
    case same
    /// Another file, or something that is no file.
    case other
    case gone
}

/// The way back: only a folder can tell a file that was taken back from one that was collected.
extension FolderOutbox {
    /// Renames an output out of the outbox, `NAME` to `staging/NAME.r<output>`.
    ///
    /// The errno decides, and where the name is gone, the file in the staging folder does: nobody
    /// else may put or remove one there.
    public func recall(_ output: RecalledOutput) -> RecallVerdict {
        let errno = folder.renameOntoFreeName(
            output.name,
            to: staging.staged,
            as: output.recalledName
        )
        switch errno {
        case nil: return verdict(.recalled)
        // Whatever has the name now came after the output had been taken out.
        case .some(.exists): return verdict(.recalledEarlier)
        case .some(.noEntry): return verdictOfMissing(output)
        case .some(let errno): return .unknown(errno)
        }
    }

    private func verdictOfMissing(_ output: RecalledOutput) -> RecallVerdict {
        do throws(PosixError) {
            guard owner.home == output.home, try owner.found(in: staging.staged) == .ours,
                try folder.status().linkCount > 0, try staging.staged.status().linkCount > 0,
                try staging.other?.status(of: output.recalledName) == nil
            else { return .unknown(.noEntry) }
            do throws(PosixError) {
                _ = try staging.staged.openFile(output.recalledName)
                return verdict(.recalledEarlier)
            } catch {
                return error.errno == .noEntry ? .collected : .unknown(error.errno)
            }
        } catch {
            return .unknown(error.errno)
        }
    }

    /// Nothing counts before both folders are on the disk.
    private func verdict(_ verdict: RecallVerdict) -> RecallVerdict {
        do throws(PosixError) {
            try staging.staged.synchronize()
            try folder.synchronize()
            return verdict
        } catch {
            return .unknown(error.errno)
        }
    }

    /// The digest of what was taken back.
    public func digest(ofRecalled output: RecalledOutput) throws(LocationError) -> SHA256Digest {
        do throws(PosixError) {
            return try staging.staged.openFile(output.recalledName).sha256()
        } catch {
            throw .file(error)
        }
    }

    /// What has an output's name in the outbox, compared with the output's bytes.
    public func look(
        under name: FileName,
        for sha256: [UInt8]
    ) throws(LocationError) -> OutboxLook {
        do throws(PosixError) {
            guard let status = try folder.status(of: name) else { return .gone }
            guard status.kind == .file else { return .other }
            return try folder.openFile(name).sha256().bytes == sha256 ? .same : .other
        } catch {
            guard error.errno == .noEntry else { throw .file(error) }
            return .gone
        }
    }

    /// Puts back what turned out to be somebody else's file; nil when it has its name again.
    public func putBack(_ output: RecalledOutput) -> Errno? {
        staging.staged.renameOntoFreeName(output.recalledName, to: folder, as: output.name)
    }

    /// Removes what was taken back, once the ledger says so; the archive keeps a copy.
    public func forget(_ output: RecalledOutput) throws(LocationError) {
        do throws(PosixError) {
            if try staging.staged.removeFileIfPresent(output.recalledName) {
                try staging.staged.synchronize()
            }
        } catch {
            throw .file(error)
        }
    }

    /// Whether nothing has an output's name any more.
    ///
    /// Only tells when it was collected, and never decides whether anything is sent.
    public func isGone(_ name: FileName) throws(LocationError) -> Bool {
        do throws(PosixError) {
            guard try folder.status(of: name) == nil else { return false }
            return try folder.status().linkCount > 0
        } catch {
            throw .file(error)
        }
    }
}
