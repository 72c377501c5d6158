public import BursarModel

/// One mail as sendmail reads it: headers, and the same in text and in HTML.
///
/// Lines end with a line feed, as sendmail's programs want it; none is longer than 76 characters.
public struct MailMessage: Sendable {
    /// Whom this copy is handed over to; the head names all recipients of the note.
    let reader: MailAddress
    private let from: MailAddress
    private let recipients: [MailAddress]
    private let notice: QueuedNotice

    /// Nil where the reader's address is none; what was queued is not trusted blindly.
    ///
    /// An address of another reader that is none is not named in the head, and stops nothing.
    public init?(_ notice: QueuedNotice, from: MailAddress) {
        let recipients = notice.notice.recipients.compactMap { MailAddress($0) }
        guard let reader = recipients.first(where: { $0.text == notice.reader }) else { return nil }
        self.reader = reader
        self.from = from
        self.recipients = recipients
        self.notice = notice
    }

    public var text: String {
        let id = notice.mark
        let headers =
            [
                "From: BursarHub <\(from.text)>",
                "To: " + recipients.map(\.text).joined(separator: ",\n "),
                HeaderText.header("Subject", notice.notice.subject),
                "Date: \(MailMessage.date(notice.madeAt))",
                // The same on every try and for every reader, so that a mail that came twice is
                // shown once.
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
}

extension QueuedNotice {
    /// What a note is known by to those who get it; the same on every try.
    var mark: String {
        fingerprint.prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }
}
