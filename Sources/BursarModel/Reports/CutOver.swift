/// What lies in the locations of a campus that becomes live.
///
/// The campus's old way may have sent it already, so a person says what is to become of it.
public struct CutOver: Sendable {
    public struct Waiting: Hashable, Sendable {
        public var name: String
        /// The day at the campus on which Alma wrote it.
        public var day: CalendarDate

        public init(name: String, day: CalendarDate) {
            self.name = name
            self.day = day
        }
    }

    public struct Profile: Hashable, Sendable {
        public var code: ProfileCode
        public var startsAfter: CalendarDate?

        public init(code: ProfileCode, startsAfter: CalendarDate?) {
            self.code = code
            self.startsAfter = startsAfter
        }
    }

    /// Why a location could not be looked at.
    public struct Obstacle: Sendable {
        public var message: Message
        public var remedy: Message

        public init(message: Message, remedy: Message) {
            self.message = message
            self.remedy = remedy
        }
    }

    public var campus: CampusKey
    /// The campus file, as the person named it.
    public var file: String
    public var profiles: [Profile]
    /// What the next run would send, the oldest first.
    public var waiting: [Waiting] = []
    /// Exports of `starts_after` and before, which are never converted.
    public var older = 0
    public var obstacle: Obstacle?

    public init(campus: CampusKey, file: String, profiles: [Profile]) {
        self.campus = campus
        self.file = file
        self.profiles = profiles
    }

    /// Whether a person must say something.
    public var asks: Bool { !waiting.isEmpty || obstacle != nil }
}

extension CutOver {
    private static let mostNames = 3

    /// Why the campus is not recorded, and the three ways on.
    public var refusal: Diagnostic {
        if let obstacle {
            return Diagnostic(
                .error,
                "`\(campus)` becomes live, and its location cannot be looked at: \(obstacle.message)",
                hint:
                    "\(obstacle.remedy); with `--yes` it becomes live unseen, and the next run sends what lies there",
                file: file
            )
        }
        return Diagnostic(
            .error,
            "`\(campus)` becomes live, and \(lying), which its old way may have sent already: \(names)",
            hint:
                "\(startsAfterAdvice) to leave them; book them as sent by `bursarhub baseline \(campus) FILE… --reason TEXT`; or give `--yes` to have the next run send them",
            file: file
        )
    }

    /// The same, once a person saw it all and did not want them sent.
    public var declined: Diagnostic {
        Diagnostic(
            .error,
            "`\(campus)` is not recorded: \(lying), which the next run is not to send",
            hint:
                "\(startsAfterAdvice), or book them by `bursarhub baseline \(campus) FILE… --reason TEXT`; then `onboard` it again",
            file: file
        )
    }

    /// `3 exports lie in its locations`.
    private var lying: Message {
        waiting.count == 1
            ? "1 export lies in its locations" : "\(waiting.count) exports lie in its locations"
    }

    private var names: Message {
        let some = waiting.suffix(CutOver.mostNames).map { waiting -> Message in
            "\(Printable(waiting.name)) of \(waiting.day)"
        }
        let rest = waiting.count - some.count
        return rest == 0
            ? .joined(some, separator: ", ")
            : "\(.joined(some, separator: ", ") as Message) and \(rest) older"
    }

    /// The day after which nothing that lies there would be sent.
    public var lastDay: CalendarDate? { waiting.map(\.day).max() }

    private var startsAfterAdvice: Message {
        lastDay.map { "set `starts_after: \($0)`" } ?? "set `starts_after`"
    }
}
