public import BursarModel

/// How a run ended, with what its exit status is made of.
public struct RunOutcome: Sendable {
    public var summary: RunSummary
    /// An error of ours: books that do not balance, bytes that differ.
    public var hasFailedAssertion: Bool
    /// The database was lost while the run went on.
    public var hasLostDatabase: Bool
    /// Places belong to another hub, and nothing could be done for anybody: all was refused.
    public var isRefused: Bool
    /// What became of the audit trail's anchor.
    public var anchoring = Anchoring.nothing

    public enum Anchoring: Sendable {
        /// The trail did not grow.
        case nothing
        /// The line, for a journal.
        case written(String)
        case failed(AnchorFailure)
    }

    /// Whether the run found anything worth a summary on the disk.
    public var foundSomething: Bool {
        summary.campuses.contains { campus in
            !campus.exports.isEmpty || !campus.outputs.isEmpty || campus.outcome == .failed
                || campus.outcome == .configError
        }
    }

    /// Whether a person must look: a campus failed, or something is held or in doubt.
    public var needsAttention: Bool {
        summary.campuses.contains { campus in
            switch campus.outcome {
            case .attention, .failed, .configError: true
            case .ok, .nothing, .busy, .paused, .retired, .trial: false
            }
        }
    }
}

/// Why the audit trail's anchor was not written, with the next act.
public struct AnchorFailure: Sendable {
    public var message: Message
    public var remedy: Message

    init(_ error: any Error) {
        let trouble = Trouble(error)
        message = "the audit trail's anchor was not written: \(trouble.message)"
        remedy = trouble.remedy
    }
}
