import BursarModel
import Digests
import Failpoints
import Ledger
import Locations
import Posix

/// Takes given-up files out of a campus's archive, by the digests in their names.
///
/// The list of them was committed with the purge: whoever comes next finishes what a killed purge
/// began. Under the claim nobody takes a file in meanwhile; one that came again before stays.
struct PurgedFiles {
    let archive: Folder
    let ledger: Ledger

    /// The names of archived files with these contents, whatever they are called.
    static func names(of digests: Set<SHA256Digest>, in archive: Folder) throws -> [FileName] {
        guard !digests.isEmpty else { return [] }
        return try archive.list(limit: .max).names.filter { name in
            ArchiveName.sha256(of: name).map(digests.contains) ?? false
        }
    }

    /// - Returns: how many files were removed.
    func remove(under claim: Claim, at now: Timestamp) throws -> Int64 {
        let pending = try ledger.filesToRemove(at: claim.campus)
        guard !pending.isEmpty else { return 0 }
        let names = try PurgedFiles.names(
            of: pending.subtracting(try ledger.keptAgain(at: claim.campus)),
            in: archive
        )
        for name in names {
            _ = try archive.removeFileIfPresent(name)
            try Failpoint.reached("purge.after_remove")
        }
        try archive.synchronize()
        try Failpoint.reached("purge.before_marked")
        try ledger.markRemoved(under: claim, at: now)
        return Int64(names.count)
    }
}
