import BursarModel
import Hub
import Testing

@testable import BursarHubCommand

/// What `serve` says of notes that wait, minute after minute.
@Suite struct NoticesTroubleTests {
    private struct Away: Error {}

    private func report(sent: Int = 0, failed: Int = 0, _ words: Message? = nil) -> HandOverReport {
        var report = HandOverReport()
        report.sent = sent
        report.failed = failed
        report.lastError = words
        return report
    }

    @Test func `a trouble is said once, and its end`() {
        var trouble = NoticesTrouble()
        #expect(trouble.line(about: .success(nil)) == nil)
        #expect(trouble.line(about: .success(report(sent: 2))) == nil)
        let closed = report(failed: 2, "sendmail ended with exit status 75")
        #expect(
            trouble.line(about: .success(closed))
                == "warning: notes not handed over: 2 waiting (`bursarhub notices list`): sendmail ended with exit status 75"
        )
        // None is due for some minutes; then one fails again.
        for _ in 1...4 { #expect(trouble.line(about: .success(report())) == nil) }
        #expect(
            trouble.line(
                about: .success(report(failed: 1, "sendmail ended with exit status 75"))
            ) == nil
        )
        #expect(
            trouble.line(about: .success(report(failed: 1, "cannot start sendmail"))) != nil
        )
        #expect(trouble.line(about: .success(report(sent: 3))) == "notes are handed over again")
        #expect(trouble.line(about: .success(report(sent: 1))) == nil)
    }

    @Test func `a round that cannot be made is said once, each time anew`() {
        var trouble = NoticesTrouble()
        let away = Result<HandOverReport?, any Error>.failure(Away())
        #expect(trouble.line(about: away)?.hasPrefix("warning: waiting notes are not") == true)
        #expect(trouble.line(about: away) == nil)
        #expect(trouble.line(about: .success(report())) == nil)
        #expect(trouble.line(about: away) != nil)
    }
}
