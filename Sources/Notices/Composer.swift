public import BursarModel
import Status

/// Turns what is to be told into notes; pure, so that the same run makes the same notes.
public struct Composer: Sendable {
    private let settings: NoticeSettings

    public init(_ settings: NoticeSettings) { self.settings = settings }

    public func notices(_ telling: Telling) -> [Notice] {
        var notices: [Notice] = []
        let words = RunWords(telling)
        let run = telling.summary
        let subject = Composer.subject(
            "BursarHub: \(words.sentence) (\(words.day))",
            isDemo: run.isDemo
        )
        if telling.tellsConsortium {
            var body = NoticeBody(
                headline: words.sentence.asSentenceStart,
                isDemo: run.isDemo,
                line: RunLine(run).text
            )
            body.needs = words.needs
            if !Participants(run).takingPart.isEmpty {
                body.tables.append(NoticeTable(books: run.totals, released: run.released))
            }
            body.tables.append(words.campuses)
            body.tables += OutputGroups(run).sfs.map { NoticeTable($0, title: $0.name) }
            body.closing = ["Run \(Printable.escaped(run.run))"]
            body.link = settings.link.map { "\($0)/runs/\(run.run)" }
            notices.append(
                Notice(
                    .mail,
                    .run,
                    run: run.run,
                    recipients: settings.consortium.map(\.text),
                    subject: subject,
                    body: NoticeText.of(body),
                    html: NoticeHTML.of(body)
                )
            )
        }
        if telling.tellsWebhook {
            notices.append(
                Notice(
                    .webhook,
                    .run,
                    run: run.run,
                    subject: subject,
                    body: RunEvent(run, words.needs, text: subject, link: settings.link).json
                )
            )
        }
        return notices + telling.campuses.map { notice($0, of: run) }
    }

    private func notice(_ campus: Telling.Campus, of run: RunSummary) -> Notice {
        let words = CampusWords(campus, of: run)
        var body = words.body
        body.link = settings.link.map { "\($0)/campuses/\(campus.summary.campus.text)" }
        return Notice(
            .mail,
            .campus,
            campus: campus.summary.campus,
            run: run.run,
            recipients: campus.contacts,
            subject: Composer.subject("\(words.name): \(words.sentence)", isDemo: run.isDemo),
            body: NoticeText.of(body),
            html: NoticeHTML.of(body)
        )
    }

    /// A note that a person asked for, over every way there is.
    public func test(asked person: String, isDemo: Bool) -> [Notice] {
        let subject = Composer.subject("BursarHub: a test note", isDemo: isDemo)
        let body = NoticeBody(
            headline: "A test note",
            isDemo: isDemo,
            line: "Asked for by \(Printable.escaped(person)).",
            closing: ["The consortium's summaries come from here, and by this way."],
            link: settings.link
        )
        var notices: [Notice] = []
        if !settings.consortium.isEmpty {
            notices.append(
                Notice(
                    .mail,
                    .test,
                    recipients: settings.consortium.map(\.text),
                    subject: subject,
                    body: NoticeText.of(body),
                    html: NoticeHTML.of(body)
                )
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

    /// One line, whatever a name holds, and one that mail programs show.
    private static func subject(_ text: String, isDemo: Bool) -> String {
        let text = TextWidth.cut(Printable.escaped(text), to: 200)
        return isDemo ? "DEMO: \(text)" : text
    }
}
