public import Posix

/// What is known of a staged output after an attempt to put it out of the way of publication.
public enum SetAsideVerdict: Hashable, Sendable {
    case setAside
    /// An earlier attempt did, which could not tell any more.
    case setAsideEarlier
    /// It is not staged any more: it was published.
    case notStaged
    /// Nobody knows; the next attempt's answer will tell.
    case unknown(Errno)
}

/// How an output is kept from ever being published.
extension FolderOutbox {
    /// Renames a staged output within the staging folder, to `NAME.r<output>`.
    ///
    /// A hub that lost its claim and wakes late finds nothing to publish then. As with a recall the
    /// errno decides, and where the staged name is gone, the other name does.
    public func setAside(_ stagedName: FileName, as output: RecalledOutput) -> SetAsideVerdict {
        let errno = staging.staged.renameOntoFreeName(
            stagedName,
            to: staging.staged,
            as: output.recalledName
        )
        switch errno {
        case nil: return verdict(.setAside)
        case .some(.noEntry): return verdictOfUnstaged(stagedName, output)
        case .some(let errno): return .unknown(errno)
        }
    }

    private func verdictOfUnstaged(
        _ stagedName: FileName,
        _ output: RecalledOutput
    ) -> SetAsideVerdict {
        do throws(PosixError) {
            guard owner.home == output.home, try owner.found(in: staging.staged) == .ours,
                try folder.status().linkCount > 0, try staging.staged.status().linkCount > 0,
                try staging.other?.status(of: stagedName) == nil
            else { return .unknown(.noEntry) }
            do throws(PosixError) {
                _ = try staging.staged.openFile(output.recalledName)
                return verdict(.setAsideEarlier)
            } catch {
                return error.errno == .noEntry ? .notStaged : .unknown(error.errno)
            }
        } catch {
            return .unknown(error.errno)
        }
    }

    /// Nothing counts before the folder is on the disk.
    private func verdict(_ verdict: SetAsideVerdict) -> SetAsideVerdict {
        do throws(PosixError) {
            try staging.staged.synchronize()
            return verdict
        } catch {
            return .unknown(error.errno)
        }
    }
}
