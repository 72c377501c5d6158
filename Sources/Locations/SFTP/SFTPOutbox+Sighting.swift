public import BursarModel
public import Digests
internal import Posix

extension SFTPOutbox {
    /// What lies on the server under the output's name, by its bytes where the hub may read them.
    ///
    /// For a person who is about to say what became of it; whether anything is sent is never asked
    /// this way. The server is changed in nothing.
    public func sighting(
        of output: StagedOutput,
        sha256: SHA256Digest
    ) throws(LocationError) -> OutputSighting {
        let name = output.name.shown
        do throws(SFTPFailure) {
            let entries = try session.run { batch in batch.listAll() }.entries
            let isUploaded = entries.contains { SFTPOutbox.isUpload($0.name, of: name) }
            guard let entry = entries.first(where: { $0.name == name }) else {
                return isUploaded ? .uploaded : .absent
            }
            guard entry.isRegular, entry.size == output.size else { return .other }
            switch try download(output) {
            case .gone: return isUploaded ? .uploaded : .absent
            case .unreadable: return isUploaded ? .other : .sameSize
            case .file: break
            }
        } catch {
            throw .transfer(error.error)
        }
        do throws(PosixError) {
            return try takeDigest(of: output) == sha256 ? .same : .other
        } catch {
            throw .file(error)
        }
    }

    private enum Download { case file, unreadable, gone }

    private func download(_ output: StagedOutput) throws(SFTPFailure) -> Download {
        let copy = staging.temporary.path(of: copyName(of: output))
        do throws(SFTPFailure) {
            _ = try session.run(deadline: SFTPSession.deadline(bytes: output.size)) {
                (batch) throws(SFTPBatch.Failure) in
                try batch.get(output.name.shown, to: copy)
            }
            return .file
        } catch {
            switch error.reason {
            case .forbidden: return .unreadable
            case .missing: return .gone
            default: throw error
            }
        }
    }

    private func takeDigest(of output: StagedOutput) throws(PosixError) -> SHA256Digest {
        let name = copyName(of: output)
        let digest = try staging.temporary.openFile(name).sha256()
        _ = try staging.temporary.removeFileIfPresent(name)
        return digest
    }

    /// With an epoch, so that what a killed command leaves is swept like any other file of its kind.
    private func copyName(of output: StagedOutput) -> FileName {
        EpochName(output.name, epoch: epoch)?.fileName ?? output.stagedName
    }
}
