import BursarModel
import Digests
import Posix

/// One call of the webhook in curl's own language, which reaches it by standard input.
struct WebhookCall {
    let url: String
    let body: String
    let delivery: String
    let key: HMACKey
    let time: Timestamp
    let deadline: Duration

    /// Over the time and the body, so that an old call cannot be sent again as a new one.
    var signature: String {
        key.authenticate("\(time.seconds).\(body)").hex
    }

    var configuration: String {
        // A second less than ours, so that curl says itself what took too long.
        let seconds = max(1, deadline.components.seconds - 1)
        return [
            ("url", url), ("proto", url.hasPrefix("http://") ? "=http" : "=https"),
            ("header", "Content-Type: application/json"), ("header", "User-Agent: BursarHub"),
            ("header", "X-BursarHub-Delivery: \(delivery)"),
            ("header", "X-BursarHub-Timestamp: \(time.seconds)"),
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
