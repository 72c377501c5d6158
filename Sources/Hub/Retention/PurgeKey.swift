import BursarModel
import Digests
import Ledger
import Posix

/// The key of the marks by which purged fees are known: `HOME/keys/purge.key`, 0600.
///
/// It lies outside the database and its backups, which have a check value of it. Without it nobody
/// can tell whose a mark is; with another one every purged fee would be taken for new, so a campus
/// that was purged takes nothing in before the right key is there.
struct PurgeKey {
    private static let name = FileName(named: "purge.key")
    private static let length = 32

    private let home: Home

    init(_ home: Home) { self.home = home }

    /// The home's key; nil where it has none.
    func read() throws -> HMACKey? {
        let folder = try home.subfolder("keys")
        guard let status = try folder.status(of: PurgeKey.name) else { return nil }
        guard status.kind == .file, status.mode & 0o077 == 0 else {
            throw refusal("the key `keys/purge.key` is no file, or open to others")
        }
        let text = try folder.openFile(PurgeKey.name).bytes(at: 0, count: 2 * PurgeKey.length + 2)
        let hex = String(decoding: text, as: UTF8.self)
        guard hex.hasSuffix("\n"), let secret = SHA256Digest(hex: hex.dropLast()) else {
            throw refusal("the key `keys/purge.key` is damaged")
        }
        return HMACKey(secret.bytes)
    }

    /// The home's key, made on the first purge; never in the place of one that is missing.
    ///
    /// Two commands may make it at once: one name wins, and both read it.
    func readOrMake(_ ledger: Ledger) throws -> HMACKey {
        if let key = try read() { return key }
        if let campus = try ledger.purgeCheckValues().keys.min() {
            throw refusal("\(campus) was purged, and its key `keys/purge.key` is missing")
        }
        var random = SystemRandomNumberGenerator()
        let secret = (0..<PurgeKey.length).map { _ in random.next() as UInt8 }
        guard let digits = SHA256Digest(bytes: secret)?.hex else {
            throw refusal("no key for purged fees could be made")
        }
        let folder = try home.subfolder("keys")
        let temporary = FileName(named: "purge.key.\(random.next() as UInt32)")
        var file = try folder.createFile(temporary)
        try file.write(Array("\(digits)\n".utf8))
        try file.synchronize()
        try file.close()
        if folder.renameOntoFreeName(temporary, to: folder, as: PurgeKey.name) != nil {
            try folder.removeFile(temporary)
        }
        try folder.synchronize()
        guard let key = try read() else { throw refusal("the key `keys/purge.key` is gone again") }
        return key
    }

    /// The key with which a campus was purged; nil where it never was.
    ///
    /// - Throws: `HubError.badConfiguration` where it was, and the home has not that key.
    func proved(for campus: CampusKey, _ ledger: Ledger) throws -> HMACKey? {
        guard let expected = try ledger.purgeCheckValues()[campus] else { return nil }
        guard let key = try read() else {
            throw refusal("\(campus) was purged, and its key `keys/purge.key` is missing")
        }
        guard PurgeMarks.checkValue(of: key, for: campus) == expected else {
            throw refusal("`keys/purge.key` is not the key that \(campus) was purged with")
        }
        return key
    }

    /// - Throws: as `proved`, for the first of the campuses without its key; none named: all.
    func prove(for campuses: [CampusKey], _ ledger: Ledger) throws {
        let purged = try ledger.purgeCheckValues().keys
        for campus in purged.sorted() where campuses.isEmpty || campuses.contains(campus) {
            _ = try proved(for: campus, ledger)
        }
    }

    /// What new fees are marked with where they are compared with purged ones.
    func marks(under claim: Claim, _ ledger: Ledger) throws -> PurgeMarks? {
        guard claim.hasPurgedCharges else { return nil }
        guard let key = try proved(for: claim.campus, ledger) else {
            throw refusal(
                "\(claim.campus) has purged fees, and the database no check value of a key"
            )
        }
        return PurgeMarks(key, of: claim.campus)
    }

    private func refusal(_ message: Message) -> HubError {
        .badConfiguration(
            message,
            remedy:
                "put the key back from its own backup, 0600; nothing is taken in without it, because fees that came before could not be told from new ones"
        )
    }
}
