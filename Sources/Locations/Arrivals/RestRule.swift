public import BursarModel

/// What the ledger remembers of a file between two looks at it.
public struct Sighting: Hashable, Sendable {
    public let identity: FileIdentity
    /// When the file was first seen as it is now.
    public let unchangedSince: Timestamp
    /// When its name was first seen at all.
    public let firstSeen: Timestamp

    public init(identity: FileIdentity, unchangedSince: Timestamp, firstSeen: Timestamp) {
        self.identity = identity
        self.unchangedSince = unchangedSince
        self.firstSeen = firstSeen
    }

    /// What to remember of a look, given what was remembered before.
    public init(of arrival: Arrival, after earlier: Sighting?, at now: Timestamp) {
        let isUnchanged = earlier?.identity == arrival.identity
        identity = arrival.identity
        unchangedSince = isUnchanged ? earlier?.unchangedSince ?? now : now
        firstSeen = earlier?.firstSeen ?? now
    }
}

/// What a look at an arrival tells.
public enum RestVerdict: Sendable {
    /// Nobody writes to it any more: it can be taken.
    case atRest
    /// It may still be being uploaded: it waits.
    case settling
    /// It has long been unchanged and still does not end as an export does: it is taken as it is.
    case restedTooLong
}

/// When a file counts as wholly there.
///
/// Alma documents no temporary name for its uploads, so a file is judged by its rest, and by its
/// end: an upload that stalls rests too.
public struct RestRule: Hashable, Sendable {
    /// What the contract calls `--settle`; 0 takes everything as it is.
    public let settleSeconds: Int64

    /// After so many seconds a file that does not change is taken, and one that does is told of.
    public static let patienceSeconds: Int64 = 6 * 3600

    public init(settleSeconds: Int64) { self.settleSeconds = max(0, settleSeconds) }

    /// Judges a look by what was remembered of earlier ones, which is nil at the first.
    ///
    /// `end` is asked only where the rest is enough; `now` is the time of the look, by the clock
    /// that dates the location's files.
    public func judge<Failure: Error>(
        first: Sighting?,
        look: Arrival,
        now: Timestamp,
        end: () throws(Failure) -> ExportEnd
    ) throws(Failure) -> RestVerdict {
        guard settleSeconds > 0 else { return .atRest }
        guard isStill(first: first, look: look, now: now) else { return .settling }
        let end = try end()
        if end == .closed { return .atRest }
        let since = Sighting(of: look, after: first, at: now).unchangedSince
        let patience = RestRule.patienceSeconds
        if now >= since.adding(seconds: patience) || isOld(look, by: patience, now: now) {
            return .restedTooLong
        }
        // An end that nobody has seen is looked at when the file is taken.
        return end == .unknown ? .atRest : .settling
    }

    /// Whether a file that still settles has done so for too long for nobody to look.
    public func needsAttention(_ sighting: Sighting, now: Timestamp) -> Bool {
        now >= sighting.firstSeen.adding(seconds: RestRule.patienceSeconds)
    }

    private func isStill(first: Sighting?, look: Arrival, now: Timestamp) -> Bool {
        if isOld(look, by: settleSeconds, now: now) { return true }
        guard let first, first.identity == look.identity else { return false }
        return now >= first.unchangedSince.adding(seconds: settleSeconds)
    }

    /// Both times: whoever uploads can date the content back, but not the change.
    private func isOld(_ look: Arrival, by seconds: Int64, now: Timestamp) -> Bool {
        guard let changed = look.changed else { return false }
        return now >= look.identity.modified.adding(seconds: seconds)
            && now >= changed.adding(seconds: seconds)
    }
}
