public import BursarModel

/// The answer in one sentence, computed: nobody should have to read a table to know whether to
/// worry.
public struct Headline: Hashable, Sendable {
    public let text: String
    /// A demonstration says so on everything.
    public let isDemo: Bool

    /// `DEMO: Everything is sent`, for a line or a title that holds nothing else.
    public var line: String { isDemo ? "DEMO: \(text)" : text }

    init(_ text: String, isDemo: Bool) {
        self.text = text
        self.isDemo = isDemo
    }

    /// What a run came to, the gravest first: books, an interruption, nothing live, trouble.
    public init(_ summary: RunSummary) {
        self.init(Headline.sentence(for: summary), isDemo: summary.isDemo)
    }

    private static func sentence(for summary: RunSummary) -> String {
        guard summary.balanced else { return "The books do not balance" }
        guard summary.finishedAt != nil else {
            let clock = CampusClock.common(to: summary.campuses.map(\.timeZone))
            return "The run of \(clock.time(summary.startedAt)) has not finished"
        }
        let party = Participants(summary)
        guard !party.takingPart.isEmpty else { return party.absence }
        let sent = summary.mode == .live ? "is sent" : "would be sent"
        let troubled = party.takingPart.filter(\.standing.isTrouble)
        guard troubled.isEmpty else { return exception(troubled, among: party, sent: sent) }

        let busy = party.takingPart.count { $0.outcome == .busy }
        guard busy < party.takingPart.count else { return "Another run is at work" }
        let state = success(of: summary, party, sent: sent)
        guard busy == 0 else {
            return "\(state); another run is at \(campuses(busy))"
        }
        return state
    }

    /// Something needs a person.
    private static func exception(
        _ troubled: [CampusSummary],
        among party: Participants,
        sent: String
    ) -> String {
        let all = troubled.count == party.takingPart.count
        let who =
            if troubled.count == 1 {
                CampusName.short(of: troubled[0].name, key: troubled[0].campus)
            } else if all {
                "all \(campuses(troubled.count))"
            } else {
                campuses(troubled.count)
            }
        let need = troubled.count == 1 ? "needs a person" : "need a person"
        return if party.hasSent {
            all && troubled.count > 1
                ? "Not everything \(sent): \(who) \(need)" : "Everything \(sent) but for \(who)"
        } else if party.hasRead || troubled.contains(where: { $0.standing.tone == .failed }) {
            "Nothing \(sent): \(who) \(need)"
        } else {
            "Nothing new came, and \(who) \(need)"
        }
    }

    /// Nothing needs a person.
    private static func success(
        of summary: RunSummary,
        _ party: Participants,
        sent: String
    ) -> String {
        let arriving = party.takingPart.reduce(0) {
            $0 + $1.exports.count { $0.state == .settling }
        }
        let state =
            if party.hasSent {
                arriving == 0 ? "Everything \(sent)" : "Everything that came \(sent)"
            } else if !party.hasRead {
                "Nothing came"
            } else if summary.totals.read == summary.totals.duplicate {
                "Nothing new came"
            } else {
                "Nothing was to be sent"
            }
        guard arriving > 0 else { return state }
        let exports = arriving == 1 ? "one export is" : "\(Figures.word(arriving)) exports are"
        return "\(state); \(exports) still arriving"
    }

    /// `one campus`, `two campuses`, `23 campuses`.
    static func campuses(_ number: Int) -> String {
        "\(Figures.word(number)) \(number == 1 ? "campus" : "campuses")"
    }
}

/// The campuses of a run by the part they took in it.
private struct Participants {
    var takingPart: [CampusSummary] = []
    var onTrial = 0
    var paused = 0
    var retired = 0

    init(_ summary: RunSummary) {
        for campus in summary.campuses {
            switch campus.outcome {
            case .paused: paused += 1
            case .retired: retired += 1
            case _ where campus.isOnTrial(inDemo: summary.isDemo): onTrial += 1
            default: takingPart.append(campus)
            }
        }
    }

    var hasSent: Bool {
        takingPart.contains {
            $0.books.written.count > 0 || $0.books.diverted.count > 0 || $0.released.count > 0
                || $0.outputs.contains { $0.recovered && $0.state == .published }
        }
    }

    var hasRead: Bool { takingPart.contains { !$0.books.read.isZero } }

    /// Why no campus took part.
    var absence: String {
        if onTrial > 0 { return "Nothing is live yet: \(Headline.campuses(onTrial)) on trial" }
        let resting = [(paused, "paused"), (retired, "retired")].filter { $0.0 > 0 }
        guard !resting.isEmpty else { return "No campus is registered yet" }
        let parts = resting.map { "\(Figures.word($0.0)) \($0.1)" }
        return "No campus takes part: \(parts.joined(separator: ", "))"
    }
}
