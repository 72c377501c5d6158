import BursarModel
import Digests
import Posix

/// One call of the webhook in curl's own language, which reaches it by standard input.
struct WebhookCall {
    let url: String
    let body: String
    let delivery: String
    let key: HMACKey
    let at: Timestamp
    let within: Duration

    init(
        url: String,
        body: String,
        delivery: String,
        key: HMACKey,
        at now: Timestamp,
        within deadline: Duration
    ) {
        self.url = url
        self.body = body
        self.delivery = delivery
        self.key = key
        at = now
        within = deadline
    }

    /// Over the time and the body, so that an old call cannot be sent again as a new one.
    var signature: String {
        MailMessage.hex(key.authenticate("\(at.seconds).\(body)").bytes)
    }

    var configuration: String {
        // A second less than ours, so that curl says itself what took too long.
        let seconds = max(1, within.components.seconds - 1)
        return [
            ("url", url), ("proto", url.hasPrefix("http://") ? "=http" : "=https"),
            ("header", "Content-Type: application/json"), ("header", "User-Agent: BursarHub"),
            ("header", "X-BursarHub-Delivery: \(delivery)"),
            ("header", "X-BursarHub-Timestamp: \(at.seconds)"),
            ("header", "X-BursarHub-Signature: sha256=\(signature)"), ("data-raw", body),
            ("output", "/dev/null"), ("write-out", "%{http_code}"), ("max-time", "\(seconds)"),
            ("connect-timeout", "\(seconds)"), ("max-filesize", "1048576"),
        ].map { "\($0.0) = \(WebhookCall.quoted($0.1))\n" }.joined()
            + "silent\nshow-error\ngloboff\n"
    }

    /// Between quotes curl knows four escapes; the body is one line of JSON.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

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
