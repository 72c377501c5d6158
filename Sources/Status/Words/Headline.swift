public import BursarModel

/// The answer in one sentence, computed: nobody should have to read a table to know whether to
/// worry.
public struct Headline: Hashable, Sendable {
    public let text: String
    /// A demonstration says so on everything.
    public let isDemo: Bool

    /// `DEMO: Everything is sent`, for a line or a title that holds nothing else.
    public var line: String { isDemo ? "DEMO: \(text)" : text }

    package init(_ text: String, isDemo: Bool) {
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
    package static func campuses(_ number: Int) -> String {
        "\(Figures.word(number)) \(number == 1 ? "campus" : "campuses")"
    }
}
