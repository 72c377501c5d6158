package import BursarModel

/// The campuses of a run by the part they took in it.
package struct Participants {
    package var takingPart: [CampusSummary] = []
    /// Their figures are in no total.
    package var onTrial: [CampusSummary] = []
    /// Paused or retired.
    package var resting: [CampusSummary] = []

    package init(_ summary: RunSummary) {
        for campus in summary.campuses {
            switch campus.outcome {
            case .paused, .retired: resting.append(campus)
            case _ where campus.isOnTrial(inDemo: summary.isDemo): onTrial.append(campus)
            default: takingPart.append(campus)
            }
        }
    }

    package var hasSent: Bool {
        takingPart.contains {
            $0.books.written.count > 0 || $0.books.diverted.count > 0 || $0.released.count > 0
                || $0.outputs.contains { $0.recovered && $0.state == .published }
        }
    }

    var hasRead: Bool { takingPart.contains { !$0.books.read.isZero } }

    /// Why no campus took part.
    var absence: String {
        if !onTrial.isEmpty {
            return "Nothing is live yet: \(Headline.campuses(onTrial.count)) on trial"
        }
        guard !resting.isEmpty else { return "No campus is registered yet" }
        let parts = restingInWords { Figures.word($0) }
        return "No campus takes part: \(parts.joined(separator: ", "))"
    }

    /// `one paused`, `two retired`, with numbers as the sentence wants them.
    func restingInWords(_ number: (Int) -> String) -> [String] {
        [(CampusOutcome.paused, "paused"), (.retired, "retired")].compactMap { outcome, word in
            let count = resting.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(number(count)) \(word)"
        }
    }
}
