public import BursarModel
public import Digests

/// What purged charges are known by: HMAC-SHA-256 of their keys and fingerprints.
///
/// A plain digest would tell everything: transaction ids are numbered, and a student's id has nine
/// digits. Each campus has marks of its own, so that nothing can be compared across campuses.
public final class PurgeMarks {
    private var hasher: HMACHasher
    // Campus and kind come first and end with a zero, so that no two messages can run together.
    private let transaction: [UInt8]
    private let derived: [UInt8]
    private let print: [UInt8]
    private var message: [UInt8] = []

    public init(_ key: HMACKey, of campus: CampusKey) {
        hasher = HMACHasher(key)
        transaction = Array("\(campus.text)\0btx\0".utf8)
        derived = Array("\(campus.text)\0drv\0".utf8)
        print = Array("\(campus.text)\0fingerprint\0".utf8)
        message.reserveCapacity(512)
    }

    /// By what a key is known to be the one that a campus was purged with.
    public static func checkValue(of key: HMACKey, for campus: CampusKey) -> SHA256Digest {
        key.authenticate("\(campus.text)\0check\0")
    }

    func mark(transactionID: Span<UInt8>) -> SHA256Digest {
        begin(transaction)
        for index in transactionID.indices { message.append(transactionID[index]) }
        return hasher.authenticate(message)
    }

    /// Without its place among equal fees of an export, which the ledger adds.
    func mark(derivedID: SHA256Digest) -> SHA256Digest {
        begin(derived)
        derivedID.append(to: &message)
        return hasher.authenticate(message)
    }

    func mark(fingerprint: SHA256Digest) -> SHA256Digest {
        begin(print)
        fingerprint.append(to: &message)
        return hasher.authenticate(message)
    }

    private func begin(_ prefix: [UInt8]) {
        message.removeAll(keepingCapacity: true)
        message.append(contentsOf: prefix)
    }
}
