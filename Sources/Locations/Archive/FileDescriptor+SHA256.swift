public import Digests
public import Posix

extension FileDescriptor {
    /// The digest of what the file holds from its beginning to its end.
    public borrowing func sha256() throws(PosixError) -> SHA256Digest {
        var hasher = SHA256Hasher()
        var offset: Int64 = 0
        while true {
            let bytes = try bytes(at: offset, count: 256 * 1024)
            if bytes.isEmpty { return hasher.finalize() }
            hasher.update(bytes)
            offset += Int64(bytes.count)
        }
    }
}
