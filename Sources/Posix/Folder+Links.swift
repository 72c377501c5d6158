internal import Glibc

extension Folder {
    /// Makes a symbolic link to an entry of this folder, in the place of an earlier one, at once.
    ///
    /// Links are for people who look into the folder; the hub itself follows none.
    public func replaceLink(
        _ name: FileName,
        pointingTo target: FileName
    ) throws(PosixError) {
        guard let temporary = FileName(".\(name.shown).new") else {
            throw PosixError(.symlinkat, .nameTooLong, path: path(of: name))
        }
        // Somebody else may do the same at this moment, and take or replace what is between.
        for attempt in 1...Self.linkAttempts {
            do throws(PosixError) {
                _ = try removeFileIfPresent(temporary)
                guard unsafe symlinkat(target.terminated, number, temporary.terminated) == 0 else {
                    throw PosixError(.symlinkat, path: path(of: temporary))
                }
                return try rename(temporary, to: self, as: name)
            } catch {
                let isOther = error.errno == .exists || error.errno == .noEntry
                guard isOther, attempt < Self.linkAttempts else { throw error }
            }
        }
    }

    private static let linkAttempts = 1000
}
