public import BursarModel
import Pages
import Status

/// Turns what is to be told into notes; pure, so that the same run makes the same notes.
public struct Composer: Sendable {
    private let settings: NoticeSettings

    public init(_ settings: NoticeSettings) { self.settings = settings }

    public func notices(_ telling: Telling) -> [Notice] {
        let words = RunWords(telling)
        let run = telling.summary
        let subject = Composer.subject(
            "BursarHub: \(words.sentence) (\(words.day))",
            isDemo: run.isDemo
        )
        var notices: [Notice] = []
        if telling.tellsConsortium {
            notices.append(
                mail(
                    words.letter(address: settings.link),
                    .run,
                    run: run.run,
                    to: settings.consortium.map(\.text),
                    subject: subject
                )
            )
        }
        if telling.tellsWebhook {
            let event = RunEvent(run, words.needs.matters, text: subject, address: settings.link)
            notices.append(
                Notice(.webhook, .run, run: run.run, subject: subject, body: event.json)
            )
        }
        return notices + telling.campuses.map { notice($0, of: run) }
    }

    private func notice(_ campus: Telling.Campus, of run: RunSummary) -> Notice {
        let words = CampusWords(campus, of: run)
        return mail(
            words.letter(address: settings.link),
            .campus,
            campus: campus.summary.campus,
            run: run.run,
            to: campus.contacts,
            subject: Composer.subject("\(words.name): \(words.sentence)", isDemo: run.isDemo)
        )
    }

    /// A note that a person asked for, over every way there is.
    public func test(asked person: String, isDemo: Bool) -> [Notice] {
        let subject = Composer.subject("BursarHub: a test note", isDemo: isDemo)
        var notices: [Notice] = []
        if !settings.consortium.isEmpty {
            let letter = Letter(
                headline: "A test note",
                isDemo: isDemo,
                line: "Asked for by \(Printable.escaped(person)).",
                closing: "The consortium's summaries come from here, and by this way.",
                address: settings.link
            )
            notices.append(
                mail(letter, .test, to: settings.consortium.map(\.text), subject: subject)
            )
        }
        if settings.webhook != nil {
            let event = JSONValue.object([
                .init("event", .text("test")), .init("demo", .bool(isDemo)),
                .init("text", .text(subject)),
            ])
            notices.append(Notice(.webhook, .test, subject: subject, body: event.compact))
        }
        return notices
    }

    private func mail(
        _ letter: Letter,
        _ kind: Notice.Kind,
        campus: CampusKey? = nil,
        run: String? = nil,
        to readers: [String],
        subject: String
    ) -> Notice {
        Notice(
            .mail,
            kind,
            campus: campus,
            run: run,
            recipients: readers,
            subject: subject,
            body: NoticeText.of(letter),
            html: Pages.mail(letter)
        )
    }

    /// One line, whatever a name holds, and one that mail programs show.
    private static func subject(_ text: String, isDemo: Bool) -> String {
        let text = TextWidth.cut(Printable.escaped(text), to: 200)
        return isDemo ? "DEMO: \(text)" : text
    }
}
