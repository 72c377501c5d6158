public import BursarModel
public import Ledger

/// Every revision of a campus, with what each changed.
public struct CampusHistory {
    /// The oldest first.
    private let revisions: [RecordedRevision]

    public init(of campus: CampusKey, _ ledger: Ledger) throws {
        revisions = try ledger.revisions(of: campus)
    }

    /// The newest first.
    public var entries: [RevisionEntry] {
        let before: [RecordedRevision?] = [nil] + revisions
        return zip(before, revisions).map { earlier, revision in
            RevisionEntry(
                revision: revision.revision,
                recordedAt: revision.recordedAt,
                recordedBy: revision.recordedBy,
                state: revision.state,
                change: CampusHistory.words(on: revision, after: earlier),
                reason: revision.reason,
                sources: revision.sources.map(\.name)
            )
        }.reversed()
    }

    /// How the files of a revision differ from those of the one before; all of them are new in
    /// the first.
    ///
    /// - Returns: nil where there is no such revision.
    public func differences(of number: Int) -> [FileDifference]? {
        guard let index = revisions.firstIndex(where: { $0.revision == number }) else { return nil }
        let earlier = index == 0 ? [] : revisions[index - 1].sources
        return SourceDifferences.between(earlier, revisions[index].sources)
    }

    private static func words(on revision: RecordedRevision, after earlier: RecordedRevision?)
        -> String
    {
        let why = revision.reason.map { ": \($0)" } ?? ""
        switch revision.cause {
        case .paused: return "paused\(why)"
        case .resumed: return "resumed\(why)"
        case .onboarded: break
        }
        guard let earlier else {
            return revision.layoutConfirmed ? "onboarded; layout confirmed" : "onboarded"
        }
        var words = SourceDifferences.between(earlier.sources, revision.sources).map(\.words)
        if let old = earlier.sources.first?.name, let new = revision.sources.first?.name, old != new
        {
            words.append("renamed \(old) to \(new)")
        }
        var facts = [words.joined(separator: ", ")]
        if earlier.declaredState != revision.declaredState {
            let stays = revision.state != revision.declaredState ? ", stays paused" : ""
            facts.append("\(earlier.declaredState) → \(revision.declaredState)\(stays)")
        }
        if earlier.layoutConfirmed != revision.layoutConfirmed {
            facts.append(revision.layoutConfirmed ? "layout confirmed" : "layout unconfirmed")
        }
        return facts.joined(separator: "; ")
    }
}
