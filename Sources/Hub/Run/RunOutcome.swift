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
