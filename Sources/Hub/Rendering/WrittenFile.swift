import Digests
import SFSFormat

/// The bytes of an output on the disk.
struct WrittenFile {
    var sha256: SHA256Digest
    var bytes: Int64
    var totals: OutputTotals
}
