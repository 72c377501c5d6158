public import BursarModel

/// What of a run, or of a status, needs a person: the gravest first, then by campus.
///
/// Empty where nothing needs anybody; the part of a page that shows it is then absent.
public struct Needs: Sendable, Hashable {
    public let matters: [Need]

    public var isEmpty: Bool { matters.isEmpty }

    package init(_ matters: [Need]) {
        self.matters = matters.enumerated().sorted { one, other in
            (one.element.severity.rawValue, one.element.campus?.text ?? "", one.offset)
                < (other.element.severity.rawValue, other.element.campus?.text ?? "", other.offset)
        }.map(\.element)
    }

    /// The matters of every campus but what trial campuses would hold, which their rows show.
    public init(_ summary: RunSummary) {
        let clock = CampusClock.common(to: summary.campuses.map(\.timeZone))
        var matters: [Need] = []
        if summary.finishedAt == nil {
            matters.append(Needs.interruption(since: clock.spelledOut(summary.startedAt)))
        }
        for campus in summary.campuses {
            let works = CampusNeeds(campus, near: summary.startedAt)
            matters += works.imbalance
            if !campus.isOnTrial(inDemo: summary.isDemo) || campus.standing.tone == .failed {
                matters += works.all
            }
        }
        if !summary.balanced, matters.allSatisfy({ $0.campus == nil }) {
            matters.append(
                Need(
                    .failed,
                    matter: "The books do not balance",
                    facts: "The totals are not the sum of the campuses.",
                    act: "Load nothing of this run; prove the books with `bursarhub verify`."
                )
            )
        }
        self.init(matters)
    }

    private static func interruption(since start: String) -> Need {
        Need(
            .failed,
            matter: "The run has not finished",
            facts: "It began on \(start).",
            act: "If it is no longer at work, start `bursarhub run`: it takes up what is open."
        )
    }

    public init(_ report: StatusReport) {
        self.init(
            report.campuses.flatMap { campus in
                let standing = campus.standing(inDemo: report.isDemo)
                // What is held is told with its own next act, and not as a bare sentence.
                let held = Set(campus.heldByReason.map(\.sentence))
                let others = campus.needs.filter { !held.contains($0) }
                // The gravest is the first; a campus that failed may have lesser matters beside it.
                return others.enumerated().map { index, sentences in
                    Needs.need(
                        Printable.escaped(sentences),
                        of: campus,
                        standing.tone == .failed && index == 0 ? .failed : .attention
                    )
                } + Needs.held(at: campus)
            }
        )
    }

    private static func held(at campus: CampusStatus) -> [Need] {
        let name = CampusName.short(of: campus.name, key: campus.campus)
        return HeldMatter.of(campus.heldByReason).map { matter in
            matter.need(at: campus.campus, called: name, facts: matter.fact)
        }
    }

    /// What stands before the first stop says what and how much; what follows explains it.
    private static func need(
        _ sentences: String,
        of campus: CampusStatus,
        _ severity: Need.Severity
    ) -> Need {
        let stop = [". ", "; "].compactMap { sentences.firstRange(of: $0) }
            .min { $0.lowerBound < $1.lowerBound }
        return Need(
            severity,
            campus: campus.campus,
            name: CampusName.short(of: campus.name, key: campus.campus),
            matter: stop.map { String(sentences[..<$0.lowerBound]) } ?? sentences,
            facts: stop.map { String(sentences[$0.upperBound...]).asSentence } ?? ""
        )
    }
}
