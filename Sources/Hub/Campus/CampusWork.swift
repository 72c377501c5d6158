import BursarModel
import Ledger
import Locations
import Posix

/// What a look at a campus's locations found, before anybody claimed the campus.
struct CampusWork: Sendable {
    let campus: CampusInForce
    /// On trial, and not in a demonstration: converted and shown, never booked.
    let isTrial: Bool
    var sites: [Site] = []
    /// Killed or stalled hubs left files in its staging folders, patrons' data among them.
    var hasStaleFiles = false
    /// Why the campus cannot be worked on at all.
    var obstacle: Trouble?
    /// `paused` or `retired`: it takes no part, and says so.
    var rest: CampusOutcome?

    /// One location of the campus, with what lies there.
    struct Site: Sendable {
        var location: any ExportLocation
        /// The campus's own profiles that are delivered here.
        var profiles: [RevisionRecord.Profile]
        /// The codes of all campuses that share the location.
        var codes: [ProfileCode]
        var listing: LocationListing

        func profile(of arrival: Arrival) -> RevisionRecord.Profile? {
            profiles.first { $0.code == arrival.name.code }
        }
    }

    /// Bytes that wait: the largest campus begins first, so that no worker is left with it alone.
    var size: Int64 {
        sites.reduce(0) { $0 + $1.listing.arrivals.reduce(0) { $0 + $1.identity.size } }
    }

    /// Whether something may still be being uploaded: then others go first, and it can come to rest.
    func isSettling(by rule: RestRule, now: Timestamp) -> Bool {
        let youngest = sites.flatMap(\.listing.arrivals).map(\.identity.modified).max()
        return youngest.map { $0.adding(seconds: rule.settleSeconds) > now } ?? false
    }

    /// Whether the campus must be claimed: something came, or something is unfinished.
    var needsClaim: Bool {
        obstacle == nil && rest == nil
            && (sites.contains { site in
                site.listing.arrivals.contains { site.profile(of: $0) != nil }
            } || hasStaleFiles
                || campus.unfinishedOutputs > 0
                || campus.heldToJudgeAnew > 0)
    }

    /// What nobody claims, and what cannot be taken: shown, and a reason to look.
    static func leftovers(of listing: LocationListing) -> [ExportSummary] {
        let refused = listing.refused.map { entry in
            ExportSummary(
                file: entry.name.text,
                state: .held,
                reason: entry.reason.rawValue,
                message: entry.reason.meaning.text
            )
        }
        let unclaimed = listing.ignored.filter(\.isUnclaimedXML).map { entry in
            ExportSummary(
                file: entry.name.shown,
                state: .ignored,
                reason: IgnoreReason.namePattern.rawValue,
                message: "no profile of the campus has this code"
            )
        }
        return refused + unclaimed
    }
}
