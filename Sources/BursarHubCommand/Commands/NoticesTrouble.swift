import BursarModel
import Hub

/// Says what keeps notes waiting once, and not each minute, and that it is over.
struct NoticesTrouble {
    /// What was said last and is not over.
    private enum Known: Equatable {
        /// Notes did not get through. A round in which none was due says nothing about it.
        case closed(String)
        /// A round could not be made at all.
        case stopped(String)
    }

    private var known: Known?

    mutating func line(about round: Result<HandOverReport?, any Error>) -> String? {
        switch round {
        case .failure(let error):
            let failure = CommandFailure(error)
            guard change(to: .stopped(failure.message)) else { return nil }
            return "warning: waiting notes are not handed over: \(failure.message)"
        case .success(let report):
            if case .stopped = known { known = nil }
            guard let report else { return nil }
            if let reason = report.lastError {
                guard change(to: .closed(reason.text)) else { return nil }
                return NoticesTelling.trouble(report).map { "warning: \($0)" }
            }
            guard report.sent > 0, known != nil else { return nil }
            known = nil
            return "notes are handed over again"
        }
    }

    private mutating func change(to trouble: Known) -> Bool {
        defer { known = trouble }
        return known != trouble
    }
}
