import BursarModel
import Failpoints
import Ledger
import Locations
import Posix

/// What lies in a campus's locations: found, taken when it is at rest, and let go at the end.
struct Arrivals {
    private struct Taken {
        var site: CampusWork.Site
        var arrival: Arrival
    }

    private let work: CampusWork
    private let request: RunRequest
    private let clock: HubClock
    private let remembered: [String: RememberedArrival]
    private var stillSettling: [RememberedArrival] = []
    private var decided: [Taken] = []
    /// Files that were looked at and not taken, as the run's report shows them.
    private(set) var leftInPlace: [ExportSummary] = []
    /// Whether a person must look at a file that was not taken.
    private(set) var needAttention = false

    init(work: CampusWork, ledger: Ledger, request: RunRequest, clock: HubClock) throws {
        self.work = work
        self.request = request
        self.clock = clock
        var remembered: [String: RememberedArrival] = [:]
        for arrival in try ledger.rememberedArrivals(at: work.campus.campus) {
            remembered["\(arrival.location)/\(arrival.name)"] = arrival
        }
        self.remembered = remembered
    }

    // MARK: Take

    /// Looks again, under the claim, and takes what is at rest, oldest first.
    mutating func take(
        into archive: Folder,
        _ room: DiskRoom,
        under claim: Claim,
        _ ledger: Ledger
    ) throws -> [TakenExport] {
        var exports: [TakenExport] = []
        var expected: Int64 = 0
        for site in work.sites {
            let listing = try site.location.arrivals(codes: site.codes)
            noteLeftovers(listing)
            for arrival in listing.arrivals {
                guard let profile = site.profile(of: arrival) else { continue }
                guard try isWanted(arrival, profile, ledger) else { continue }
                try EndRequest.check()
                expected += arrival.identity.size
                try room.require(forBytes: expected)
                if let export = try take(arrival, at: site, into: archive, under: claim) {
                    exports.append(export)
                }
            }
        }
        if !stillSettling.isEmpty || !remembered.isEmpty {
            try ledger.remember(stillSettling, under: claim)
        }
        return exports
    }

    private mutating func noteLeftovers(_ listing: LocationListing) {
        let leftovers = CampusWork.leftovers(of: listing)
        leftInPlace += leftovers
        // A listing that was cut: nobody knows what was not seen.
        needAttention = needAttention || !leftovers.isEmpty || listing.isCut
    }

    /// False for an export from before the cut-over, and for a file that was decided on before.
    private mutating func isWanted(
        _ arrival: Arrival,
        _ profile: RevisionRecord.Profile,
        _ ledger: Ledger
    ) throws -> Bool {
        if let start = profile.startsAfter {
            let written = arrival.name.written ?? arrival.identity.modified
            if try ledger.localDate(of: written, in: work.campus.timeZone) <= start {
                leftInPlace.append(
                    ExportSummary(
                        file: arrival.name.text,
                        state: .ignored,
                        reason: SkipReason.beforeStart.rawValue,
                        message: "older than the profile's starts_after",
                        receivedAt: arrival.identity.modified
                    )
                )
                return false
            }
        }
        switch try ledger.decision(
            name: arrival.name.text,
            bytes: arrival.identity.size,
            receivedAt: arrival.identity.modified,
            at: work.campus.campus
        )
        {
        case nil: return true
        case .settled, .held:
            // An earlier run booked it and could not let it go; or this one is judging it anew.
            if let site = work.sites.first(where: { $0.profile(of: arrival) != nil }) {
                decided.append(Taken(site: site, arrival: arrival))
            }
            return false
        case .ignored: return false
        }
    }

    private mutating func take(
        _ arrival: Arrival,
        at site: CampusWork.Site,
        into archive: Folder,
        under claim: Claim
    ) throws -> TakenExport? {
        let earlier = remembered["\(site.location.address)/\(arrival.name.text)"]
        let rule = RestRule(settleSeconds: request.settleSeconds)
        let verdict = try site.location.judge(
            arrival,
            first: earlier.map(Sighting.init),
            by: rule,
            now: clock.now
        )
        guard verdict != .settling else {
            settle(arrival, at: site, earlier, rule)
            return nil
        }
        let end: AcceptedEnd =
            verdict == .restedTooLong || request.settleSeconds == 0 ? .any : .closed
        try Failpoint.reached("take.before_copy")
        switch try site.location.take(arrival, into: archive, epoch: claim.epoch, accepting: end) {
        case .taken(let file):
            try Failpoint.reached("take.after_copy")
            decided.append(Taken(site: site, arrival: arrival))
            return TakenExport(arrival, as: file, at: clock.now)
        case .changed, .open:
            settle(arrival, at: site, earlier, rule)
        case .gone:
            leftInPlace.append(
                ExportSummary(
                    file: arrival.name.text,
                    state: .settling,
                    message: "it was removed before it could be taken"
                )
            )
            needAttention = true
        case .unreadable(let errno):
            leftInPlace.append(
                ExportSummary(
                    file: arrival.name.text,
                    state: .held,
                    reason: HoldReason.unreadable.rawValue,
                    message: errno.words
                )
            )
            needAttention = true
        }
        return nil
    }

    private mutating func settle(
        _ arrival: Arrival,
        at site: CampusWork.Site,
        _ earlier: RememberedArrival?,
        _ rule: RestRule
    ) {
        let sighting = Sighting(of: arrival, after: earlier.map(Sighting.init), at: clock.now)
        stillSettling.append(
            RememberedArrival(
                location: site.location.address,
                name: arrival.name.text,
                bytes: sighting.identity.size,
                modifiedAt: sighting.identity.modified,
                inode: sighting.identity.inode,
                unchangedSince: sighting.unchangedSince,
                firstSeen: sighting.firstSeen
            )
        )
        leftInPlace.append(
            ExportSummary(
                file: arrival.name.text,
                state: .settling,
                message: "it may still be being uploaded",
                receivedAt: arrival.identity.modified
            )
        )
        needAttention = needAttention || rule.needsAttention(sighting, now: clock.now)
    }

    // MARK: Let go

    /// Lets the originals of booked exports leave, unless an output still waits for its outbox.
    ///
    /// - Returns: what could not be removed; nil where all left.
    func letGo(_ ledger: Ledger, manners: [ProfileCode: AfterPublication]) throws -> Trouble? {
        guard try ledger.unfinishedOutputs(of: work.campus.campus).isEmpty else { return nil }
        var stay: [Message] = []
        for taken in decided {
            let name = taken.arrival.name
            let decision = try ledger.decision(
                name: name.text,
                bytes: taken.arrival.identity.size,
                receivedAt: taken.arrival.identity.modified,
                at: work.campus.campus
            )
            guard decision == .settled else { continue }
            switch try taken.site.location.leave(taken.arrival, manners[name.code] ?? .leave) {
            case .done, .gone, .changed: break
            case .stays(let errno):
                stay.append("\(name) stays in its location: \(Printable(errno.words))")
            }
        }
        guard !stay.isEmpty else { return nil }
        return Trouble(
            .attention,
            .joined(stay, separator: "; "),
            remedy: "let the hub's account remove files there; the fees are booked and sent"
        )
    }
}

extension TakenExport {
    init(_ arrival: Arrival, as file: TakenFile, at now: Timestamp) {
        self.init(
            name: arrival.name.text,
            sha256: file.sha256,
            bytes: file.size,
            code: arrival.name.code,
            jobID: arrival.name.jobID,
            archivedAs: file.archivedAs.shown,
            receivedAt: arrival.identity.modified,
            takenAt: now
        )
    }
}

extension Sighting {
    init(_ remembered: RememberedArrival) {
        self.init(
            identity: FileIdentity(
                size: remembered.bytes,
                modified: remembered.modifiedAt,
                inode: remembered.inode
            ),
            unchangedSince: remembered.unchangedSince,
            firstSeen: remembered.firstSeen
        )
    }
}
