public import BursarModel

/// The right to work on one campus, for one run, until somebody takes it over.
///
/// The epoch stands in every write: a hub that lost its claim, and wakes late, changes nothing.
/// What a run must not ask twice is read once, here: the revision, the business day, and the next
/// numbers of exports and outputs, which nobody else draws meanwhile.
public struct Claim: Sendable {
    public let campus: CampusKey
    public let run: String
    public let epoch: Int64
    public let revision: Int
    /// The campus's state in that revision, which may be younger than the run's first look.
    public let state: CampusState
    /// The business day and the time at the campus when the run came to it.
    public let local: LocalTime
    public let nextExport: Int
    public let nextOutput: Int
    /// The numbers drawn for the business day so far: recovery may draw more, for outputs whose
    /// names are taken.
    public let dayCounts: DayCounts
    /// Whether the campus ever had fees without a transaction id.
    public let hasDerivedCharges: Bool
    /// Whether fees of the campus were purged: then new ones are compared by their marks too.
    public let hasPurgedCharges: Bool
}

/// What came of asking for a campus.
public enum ClaimAnswer: Sendable {
    case claimed(Claim)
    /// Another hub works on it.
    case busy
    /// Another hub holds it, but has not been heard of since its lease ended.
    case stalled
}
