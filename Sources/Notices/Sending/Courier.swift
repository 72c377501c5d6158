public import BursarModel
import Digests
import Posix

/// Hands notes over: mails to sendmail, events to the webhook.
public struct Courier: Sendable {
    private let settings: NoticeSettings
    /// Where a relative path in the settings begins.
    private let folder: String
    /// What the child processes get of our environment.
    private let environment: [String: String]

    public init(_ settings: NoticeSettings, in folder: String) {
        self.settings = settings
        self.folder = folder
        // msmtp and its like find their own settings by the home of the account.
        environment = ChildProcess.inherited("PATH", "HOME", "USER", "LOGNAME", "TZ")
    }

    /// What does not get through is told with the exit status and the program's first line.
    public func handOver(
        _ notice: QueuedNotice,
        within deadline: Duration,
        at now: Timestamp
    ) -> HandOver {
        do {
            switch notice.notice.channel {
            case .mail: return try mail(notice, within: deadline)
            case .webhook: return try post(notice, within: deadline, at: now)
            }
        } catch {
            return .failed("\(Printable(Courier.words(error)))")
        }
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as ChildProcessError: error.description
        case let error as PosixError: error.description
        case let error as WebhookSecret.Unfit: error.words.text
        default: "an error that nobody foresaw"
        }
    }

    private func mail(_ notice: QueuedNotice, within deadline: Duration) throws -> HandOver {
        guard let message = MailMessage(notice, from: settings.from) else {
            return .refused("the reader's address is none that mail can go to")
        }
        let outcome = try ChildProcess(
            settings.sendmail,
            ["-oi", "-f", settings.from.text, "--", message.reader.text],
            environment: environment,
            standardInput: Array(message.text.utf8),
            outputLimit: 4096
        ).run(deadline: deadline)
        if outcome.succeeded { return .done }
        let words = Courier.failure("sendmail", outcome)
        return Courier.blamesTheMail(outcome.status) ? .refused(words) : .failed(words)
    }

    /// Whether a server was asked and did not take this mail for this reader.
    ///
    /// By the exit statuses of sendmail and its like (sysexits.h); msmtp says 65 where that is for good, and 69 where it is for now.
    private static func blamesTheMail(_ status: ChildProcess.Status) -> Bool {
        let (dataError, noUser, noHost, unavailable): (Int32, Int32, Int32, Int32) = (
            65, 67, 68, 69
        )
        return [dataError, noUser, noHost, unavailable].contains { status == .exited($0) }
    }

    private func post(
        _ notice: QueuedNotice,
        within deadline: Duration,
        at now: Timestamp
    ) throws -> HandOver {
        guard let webhook = settings.webhook else {
            return .failed("notices.yaml names no webhook")
        }
        let call = WebhookCall(
            url: webhook.url,
            body: notice.notice.body,
            delivery: notice.mark,
            key: try WebhookSecret.key(in: webhook.secretFile, below: folder),
            time: now,
            deadline: deadline
        )
        let outcome = try ChildProcess(
            "curl",
            // First, so that no file of the account's own says otherwise; the rest is no argument's affair.
            ["-q", "--config", "-"],
            environment: ChildProcess.inherited("PATH", "https_proxy", "no_proxy"),
            standardInput: Array(call.configuration.utf8),
            outputLimit: 4096
        ).run(deadline: deadline)
        let status = outcome.outputText
        guard outcome.succeeded else { return .failed(Courier.failure("curl", outcome)) }
        if status.count == 3, status.first == "2" { return .done }
        return .failed("the webhook answered \(Printable(status.prefix(3)))")
    }

    /// curl names the host that it cannot reach, and never the path or the headers.
    private static func failure(
        _ program: StaticString,
        _ outcome: ChildProcess.Outcome
    ) -> Message {
        let first = outcome.errorText.split(whereSeparator: \.isNewline).first ?? ""
        let said: Message = first.isEmpty ? "" : ": \(Printable(first.prefix(200)))"
        return
            "\(Printable(program.description)) ended with \(Printable(outcome.status.description))\(said)"
    }
}
