import BursarModel
import Notices
import Posix
import TestSupport
import Testing

/// Mails byte for byte, and as Python's parser reads them.
@Suite struct MailMessageTests {
    private func mail(_ notice: Notice) throws -> String {
        let queued = QueuedNotice(
            number: 1,
            notice: notice,
            reader: notice.recipients.first,
            fingerprint: (0..<32).map { UInt8($0) },
            madeAt: Timestamp(seconds: 1_795_399_802),
            tries: 0,
            nextTryAt: Timestamp(seconds: 0),
            lastError: nil,
            sentAt: nil,
            givenUpAt: nil
        )
        let from = try #require(MailAddress("hub@csu.example"))
        return try #require(MailMessage(queued, from: from)).text
    }

    private func parsed(_ mail: String) throws -> JSON {
        let outcome = try ChildProcess(
            "python3",
            [
                "-c",
                """
                import email, email.policy, json, sys
                m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
                part = lambda kind: (b := m.get_body((kind,))) and b.get_content()
                print(json.dumps({"names": list(m.keys()), "subject": m["subject"], "to": m["to"],
                    "text": part("plain"), "html": part("html"),
                    "defects": [str(d) for p in m.walk() for d in p.defects]}))
                """,
            ],
            standardInput: Array(mail.utf8)
        ).run(deadline: .seconds(30))
        return try JSON(outcome.outputText)
    }

    @Test func `a mail is what it was, byte for byte`() throws {
        try expectGolden(
            try mail(
                Notice(
                    .mail,
                    .run,
                    run: "r",
                    recipients: ["a@b.example", "c@d.example"],
                    subject: "San José: 2 files to load, 41 records, $1,204.00; 3 fees held — look",
                    body: "San José = 3\n.\nFrom here\n",
                    html: "<p>José</p>\n"
                )
            ),
            "mail.eml"
        )
    }

    @Test func `whatever stands in a note, a parser reads it and no header more`() throws {
        let texts = [
            "Bcc: evil@x.example\n\nA body of its own", "\r\nBcc: evil@x.example", "=?UTF-8?Q?x?=",
            String(repeating: "é", count: 300), String(repeating: "a b ", count: 100),
            String(repeating: "x", count: 2000), "ends with a blank \nand a tab\t\n", "=",
            "日本語 text",
        ]
        for text in texts {
            let subject = Printable.escaped(text)
            let read = try parsed(
                try mail(
                    Notice(
                        .mail,
                        .campus,
                        recipients: ["a@b.example"],
                        subject: subject,
                        body: text + "\n",
                        html: text + "\n"
                    )
                )
            )
            #expect(
                read["names"]
                    == .list(
                        [
                            "From", "To", "Subject", "Date", "Message-ID", "List-Id",
                            "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version",
                            "Content-Type",
                        ].map(JSON.text)
                    )
            )
            #expect(read["subject"].string?.trimmed == subject.trimmed, "\(text)")
            #expect(read["html"].string == text + "\n", "\(text)")
            #expect(read["text"].string == text + "\n", "\(text)")
            #expect(read["defects"] == .list([]), "\(text)")
        }
    }

    @Test func `an address that is none keeps the mail from no other reader`() throws {
        let text = try mail(
            Notice(
                .mail,
                .campus,
                recipients: ["c@d.example", ".a@b.example", "e@f.example"],
                subject: "s",
                body: "b"
            )
        )
        #expect(text.contains("\nTo: c@d.example,\n e@f.example\n"))
    }

    @Test func `an address of the queue that is none makes no mail`() throws {
        for address in ["", "x", "a@b.example\nBcc: c@d.example", "-t@b.example", "a@b,c@d"] {
            let notice = Notice(.mail, .run, recipients: [address], subject: "s", body: "b")
            let queued = QueuedNotice(
                number: 1,
                notice: notice,
                reader: address,
                fingerprint: [],
                madeAt: Timestamp(seconds: 0),
                tries: 0,
                nextTryAt: Timestamp(seconds: 0),
                lastError: nil,
                sentAt: nil,
                givenUpAt: nil
            )
            let from = try #require(MailAddress("hub@csu.example"))
            #expect(MailMessage(queued, from: from) == nil)
        }
    }
}

extension String {
    /// Header values are read without blanks at their end.
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
