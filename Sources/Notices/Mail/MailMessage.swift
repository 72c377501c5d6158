public import BursarModel

/// One mail as sendmail reads it: headers, and the same in text and in HTML.
///
/// Lines end with a line feed, as sendmail's programs want it; none is longer than 76 characters.
public struct MailMessage: Sendable {
    private let from: MailAddress
    private let recipients: [MailAddress]
    private let notice: QueuedNotice

    /// Nil where an address of the queue is none; what was queued is not trusted blindly.
    public init?(_ notice: QueuedNotice, from: MailAddress) {
        let recipients = notice.notice.recipients.compactMap { MailAddress($0) }
        guard recipients.count == notice.notice.recipients.count, !recipients.isEmpty else {
            return nil
        }
        self.from = from
        self.recipients = recipients
        self.notice = notice
    }

    public var text: String {
        let id = MailMessage.hex(notice.fingerprint.prefix(16))
        let headers =
            [
                "From: BursarHub <\(from.text)>",
                "To: " + recipients.map(\.text).joined(separator: ",\n "),
                HeaderText.header("Subject", notice.notice.subject),
                "Date: \(MailMessage.date(notice.madeAt))",
                // The same on every try, so that a mail that came twice is shown once.
                "Message-ID: <bursarhub.\(id)@\(from.domain)>",
                "List-Id: BursarHub <bursarhub.\(from.domain)>",
                // No absence note answers.
                "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All",
                "MIME-Version: 1.0",
            ] + content(boundary: "=_bursarhub_\(id)")
        return headers.joined(separator: "\n") + "\n"
    }

    /// `=_` stands in no quoted-printable text, so the boundary cannot stand in a part.
    private func content(boundary: String) -> [String] {
        guard let html = notice.notice.html else {
            return MailMessage.part("plain", notice.notice.body)
        }
        return ["Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"", ""]
            + ["--\(boundary)"] + MailMessage.part("plain", notice.notice.body)
            + ["--\(boundary)"] + MailMessage.part("html", html) + ["--\(boundary)--"]
    }

    private static func part(_ kind: String, _ text: String) -> [String] {
        [
            "Content-Type: text/\(kind); charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "", QuotedPrintable.encoded(text),
        ]
    }

    /// `Sun, 22 Nov 2026 18:10:02 +0000` (RFC 5322).
    static func date(_ moment: Timestamp) -> String {
        guard let local = LocalTime(moment, offset: 0) else { return "" }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][local.date.weekday - 1]
        let month = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ][local.date.month - 1]
        return "\(day), \(local.date.day) \(month) \(local.date.year) "
            + "\(two(local.hour)):\(two(local.minute)):\(two(local.second)) +0000"
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
