import BursarModel
import Declarations
import Notices
import TestSupport
import Testing

/// `notices.yaml`: what it may say, and where it is refused.
@Suite struct SettingsTests {
    private func read(_ text: String) -> (settings: NoticeSettings?, findings: [Diagnostic]) {
        let findings = Findings(file: "notices.yaml")
        let file = DeclarationFile(name: "notices.yaml", text: text)
        return (NoticeSettings(file, findings: findings), findings.all)
    }

    @Test func `a file of two lines is enough`() throws {
        let (settings, findings) = read("from: hub@csu.example\nconsortium: [it@csu.example]\n")
        let found = try #require(settings)
        #expect(findings == [])
        #expect(found.rules == TellingRules(consortium: .always, campuses: .changes, webhook: nil))
        #expect(found.sendmail == "/usr/sbin/sendmail")
        #expect(found.link == nil)
    }

    @Test func `a file can say everything`() throws {
        let (settings, findings) = read(
            """
            from: hub@csu.example
            consortium: it@csu.example
            summary: trouble
            campuses: never
            sendmail: /usr/bin/msmtp
            link: https://hub.csu.example/bursar/
            webhook: {url: "http://[::1]:8080/x", secret_file: secret, when: always}

            """
        )
        let found = try #require(settings)
        #expect(findings == [])
        #expect(
            found.rules == TellingRules(consortium: .trouble, campuses: .never, webhook: .always)
        )
        #expect(found.link == "https://hub.csu.example/bursar")
        #expect(found.webhook?.secretFile == "secret")
    }

    private static let refused: [(text: String, message: Message)] = [
        ("①consortium: [a@b.example]\n", "`from` is missing"),
        ("from: ①hub\n", "this is no mail address"),
        ("from: ①\"a@b.example, c@d.example\"\n", "this is no mail address"),
        ("from: ①\"Hub <a@b.example>\"\n", "this is no mail address"),
        ("from: ①\"a@b.example\\nBcc: c@d.example\"\n", "this is no mail address"),
        ("from: ①-oQ/tmp@b.example\n", "this is no mail address"),
        ("from: a@b.example\nconsortium: [①a@-b.example]\n", "this is no mail address"),
        (
            "from: a@b.example\nconsortium: [c@d.example, ①two words@b.example]\n",
            "this is no mail address"
        ),
        ("from: a@b.example\nsummary: ①never\n", "`summary` cannot be `never`"),
        ("from: a@b.example\ncampuses: ①change\n", "`campuses` cannot be `change`"),
        ("from: a@b.example\nsendmail: ①sendmail\n", "this is not the whole path of a program"),
        ("from: a@b.example\nsendmail: ①/usr/sbin/sendmail -t\n", "arguments are not taken here"),
        (
            "from: a@b.example\nlink: ①http://hub.csu.example\n",
            "this is no address that may be used"
        ),
        ("from: a@b.example\n①sumary: always\n", "unknown key `sumary`"),
        ("from: a@b.example\nwebhook: ①{url: \"https://x.example\"}\n", "`secret_file` is missing"),
        (
            "from: a@b.example\nwebhook: {url: ①https://u:p@x.example, secret_file: s}\n",
            "this is no address that may be used"
        ),
        (
            "from: a@b.example\nwebhook: {url: ①http://127.0.0.1.evil.example, secret_file: s}\n",
            "this is no address that may be used"
        ),
        (
            "from: a@b.example\nwebhook: {url: ①file:///etc/passwd, secret_file: s}\n",
            "this is no address that may be used"
        ),
    ]

    @Test func `what is wrong is refused where it stands`() {
        for (text, message) in SettingsTests.refused {
            let marked = MarkedText(text)
            let (settings, findings) = read(marked.text)
            #expect(settings == nil, "\(text)")
            let first = findings.first { $0.severity == .error }
            #expect(first?.message == message, "\(text)")
            #expect(first?.place?.line == marked["①"].line, "\(text)")
            #expect(first?.place?.column == marked["①"].column, "\(text)")
        }
    }
}
