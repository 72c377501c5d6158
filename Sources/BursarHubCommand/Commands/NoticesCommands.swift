import ArgumentParser
import BursarModel
import Declarations
import Hub
import Ledger
import Notices
import Status

/// `notices`: the notes that a run sends to people.
struct NoticesCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices",
        abstract: "The notes that runs send to the consortium, to campuses and to a webhook.",
        discussion: "EXAMPLE: bursarhub notices list",
        subcommands: [CheckFile.self, List.self, Send.self, Test.self]
    )

    struct CheckFile: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Checks a notices.yaml without telling anybody.",
            discussion: "EXAMPLE: bursarhub notices check var/notices.yaml"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The file.")
        var file: String

        func perform(_ console: Console) throws -> ExitStatus {
            let declaration = try NoticesOption.read(file)
            let findings = Findings(file: declaration.name)
            let settings = NoticeSettings(declaration, findings: findings)
            if console.isJSON {
                console.result(JSONReport.diagnostics(findings.all))
            } else {
                for finding in findings.all { console.result(finding.line) }
                if settings != nil { console.result("\(Printable(file)) can be used") }
            }
            return settings == nil ? .configurationRefused : .inOrder
        }
    }

    struct List: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract:
                "The newest notes and all that wait or were given up, with what became of them.",
            discussion: "EXAMPLE: bursarhub notices list"
        )

        @OptionGroup var global: GlobalOptions

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let notices = try session.ledger.notices()
            console.result(
                console.isJSON
                    ? try JSONReport.notices(notices)
                    : TextReport.notices(notices, style: console.style)
            )
            return .inOrder
        }
    }

    struct Send: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "send",
            abstract: "Hands over the notes that wait, due or not.",
            discussion: """
                Every run does it for those that are due, and `serve` while it runs. Exit status 1: \
                some still wait.

                EXAMPLE: bursarhub notices send
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var option: NoticesOption

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let (_, courier) = try option.required(in: session.home)
            return NoticesCommands.tell(
                try session.hub.handOverAllNotices(
                    within: NoticesCommands.patience,
                    by: Person.name,
                    deliver: courier.deliver(by: session.hub)
                ),
                console
            )
        }
    }

    struct Test: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "test",
            abstract: "Sends a test note to the consortium and the webhook.",
            discussion: "EXAMPLE: bursarhub notices test"
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var option: NoticesOption

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let (settings, courier) = try option.required(in: session.home)
            let notices = Composer(settings).test(
                asked: Person.name,
                isDemo: session.home.isDemo
            )
            guard try session.hub.queueTest(notices, by: Person.name) > 0 else {
                throw CommandFailure(
                    .configurationRefused,
                    "notices.yaml names neither `consortium` nor `webhook`",
                    remedy: "name one; campuses are told by their own files' `contacts`"
                )
            }
            return NoticesCommands.tell(
                try session.hub.handOverNotices(
                    within: NoticesCommands.patience,
                    deliver: courier.deliver(by: session.hub)
                ),
                console
            )
        }
    }

    /// For as long as it takes a person to lose it.
    private static let patience = Duration.seconds(120)

    private static func tell(_ report: HandOverReport, _ console: Console) -> ExitStatus {
        if console.isJSON {
            console.result(
                JSONReport.handedOver(
                    sent: report.sent,
                    waiting: report.untried + report.failed,
                    givenUp: report.givenUp
                )
            )
        } else {
            console.result("\(report.sent) handed over")
        }
        guard let trouble = NoticesTelling.trouble(report) else { return .inOrder }
        console.message("warning: \(trouble)")
        return .somebodyMustLook
    }
}
