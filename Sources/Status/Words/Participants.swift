import BursarModel

/// The campuses of a run by the part they took in it.
struct Participants {
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
