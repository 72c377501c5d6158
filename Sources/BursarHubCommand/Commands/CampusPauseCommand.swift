import ArgumentParser
import BursarModel
import Hub
import Ledger
import Status

extension CampusCommands {
    /// `campus pause`: takes a campus out of the runs, without touching its file.
    struct Pause: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause",
            abstract: "Takes a campus out of the runs until it is resumed.",
            discussion: """
                Nothing is lost: exports stay in their locations, held fees stay held, outputs on \
                their way stay where they are. Whatever is onboarded meanwhile, it stays paused.

                EXAMPLE: bursarhub campus pause humboldt --reason "SFS is closed for the year's end"
                """
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The campus's key.")
        var campus: String

        @Option(help: "Why, for everybody who sees that it is paused.")
        var reason: String

        func validate() throws {
            guard !reason.isBlank else {
                throw ValidationError("the reason is empty; say why the campus is paused")
            }
        }

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            let key = try session.knownCampus(campus)
            let answer = try session.ledger.pause(
                key,
                reason: reason,
                by: Person.name,
                at: session.hub.now,
                hubVersion: HubVersion.text
            )
            switch answer {
            case .paused(let revision):
                try session.tell(
                    "\(key) is paused, as revision \(revision), until `bursarhub campus resume \(key)`",
                    key,
                    console
                )
                return .inOrder
            case .alreadyPaused(let pause):
                throw CommandFailure(
                    .usage,
                    "\(key) is already \(try session.words(on: pause, of: key))",
                    remedy: pause.isByCommand
                        ? "`bursarhub campus resume \(key)` ends it"
                        : "its file says `state: paused`; change it there and `onboard` it"
                )
            case .takesNoPart(let state):
                throw CommandFailure(
                    .usage,
                    "\(key) is \(state) and takes no part in runs anyway",
                    remedy: "nothing was changed"
                )
            }
        }
    }
}

extension String {
    /// Whether nothing in it can be seen.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension Session {
    /// Says what became of a campus, and what waits there meanwhile.
    func tell(_ message: Message, _ campus: CampusKey, _ console: Console) throws {
        let now = try ledger.campusesInForce(
            hubVersion: HubVersion.text,
            at: hub.now,
            only: campus
        ).first
        if console.isJSON {
            let shown = try registeredCampuses().first { $0.campus == campus }
            if let shown { console.result(try JSONReport.value(shown)) }
            return
        }
        var lines = [message.text]
        if let now, now.state == .paused {
            if now.openHeld > 0 {
                lines.append(
                    "\(now.openHeld) held: \(now.openHeld == 1 ? "it stays" : "they stay") held"
                )
            }
            if now.unfinishedOutputs > 0 {
                lines.append(
                    now.unfinishedOutputs == 1
                        ? "1 output on its way: it stays where it is"
                        : "\(now.unfinishedOutputs) outputs on their way: they stay where they are"
                )
            }
        }
        console.result(lines.joined(separator: "\n"))
    }

    /// `paused since 2026-11-20 by registrar: …`, by the campus's own calendar.
    func words(on pause: CampusPause, of campus: CampusKey) throws -> Message {
        let zone = try ledger.campusesInForce(
            hubVersion: HubVersion.text,
            at: hub.now,
            only: campus
        ).first?.timeZone
        return pause.message(since: try ledger.localDate(of: pause.since, in: zone ?? "UTC"))
    }
}
