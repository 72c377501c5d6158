import BursarModel
import Digests
import Posix

/// The key of the signature, from a file that nobody else reads.
enum WebhookSecret {
    struct Unfit: Error {
        var words: Message
    }

    static func key(in file: String, below folder: String) throws -> HMACKey {
        let path = file.hasPrefix("/") ? file : "\(folder)/\(file)"
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let parent = parts.dropLast().joined(separator: "/")
        guard let last = parts.last, let name = FileName(String(last)) else {
            throw Unfit(words: "the webhook's secret_file names no file")
        }
        let descriptor = try Folder.open(parent.isEmpty ? "/" : parent).openFile(name)
        let status = try descriptor.status()
        guard status.mode & 0o077 == 0 else {
            throw Unfit(words: "others can read the webhook's secret_file; `chmod 600` it")
        }
        var bytes = try descriptor.bytes(at: 0, count: 4096)
        while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
        guard bytes.count >= 16 else {
            throw Unfit(words: "the webhook's secret_file holds fewer than 16 bytes")
        }
        return HMACKey(bytes)
    }
}
