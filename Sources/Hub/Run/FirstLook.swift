import BursarModel
import Dispatch
import Ledger
import Locations
import Registry
import Synchronization

/// Looks once at every campus's locations, to see who needs a worker, before anybody is claimed.
///
/// A quiet campus costs a listing and nothing else. An SFTP server that is slow makes only its own
/// campus wait.
struct FirstLook {
    let request: RunRequest
    let places: Places
    let isDemo: Bool
    let campuses: [CampusInForce]
    /// Those of which the database cannot tell what is open.
    let damaged: [CampusKey: Trouble]
    let now: Timestamp
    /// Campuses with a location on a server, whose keys stand in their files alone.
    private var configurations: [CampusKey: Result<CampusConfiguration, Trouble>] = [:]

    init(
        request: RunRequest,
        places: Places,
        isDemo: Bool,
        campuses: [CampusInForce],
        damaged: [CampusKey: Trouble] = [:],
        now: Timestamp,
        ledger: Ledger
    ) {
        self.now = now
        self.request = request
        self.places = places
        self.isDemo = isDemo
        self.campuses = campuses
        self.damaged = damaged
        for campus in campuses where campus.profiles.contains(where: \.isOnServer) {
            do {
                configurations[campus.campus] = .success(
                    try CampusConfiguration(
                        of: campus.campus,
                        revision: campus.revision,
                        from: ledger
                    )
                )
            } catch {
                configurations[campus.campus] = .failure(Trouble(error, at: campus.campus))
            }
        }
    }

    /// The campuses of the run, the largest pending work first.
    ///
    /// Those with files that were touched a moment ago come last: others are worked on meanwhile.
    /// Planned campuses take no part; paused and retired ones only say so.
    func works() -> [CampusWork] {
        let wanted = Set(request.campuses)
        let parts = campuses.filter { campus in
            campus.state != .planned && (wanted.isEmpty || wanted.contains(campus.campus))
        }
        let sharers = codesByLocation
        let found = Mutex<[CampusWork]>([])
        DispatchQueue.concurrentPerform(iterations: parts.count) { index in
            let work = look(at: parts[index], sharing: sharers)
            found.withLock { $0.append(work) }
        }
        let rule = RestRule(settleSeconds: request.settleSeconds)
        let (settling, ready) = found.withLock { $0 }.partitioned { work in
            work.isSettling(by: rule, now: now)
        }
        return ready.largestFirst + settling.largestFirst
    }

    /// A location's names are read against the codes of all campuses that use it.
    private var codesByLocation: [String: [ProfileCode]] {
        var codes: [String: [ProfileCode]] = [:]
        for campus in campuses {
            for profile in campus.profiles {
                codes[profile.location, default: []].append(profile.code)
            }
        }
        return codes
    }

    private func look(
        at campus: CampusInForce,
        sharing codes: [String: [ProfileCode]]
    ) -> CampusWork {
        var work = CampusWork(campus: campus, isTrial: campus.state == .trial && !isDemo)
        switch campus.state {
        case .paused: work.rest = .paused
        case .retired: work.rest = .retired
        case .planned, .trial, .live: break
        }
        work.obstacle = damaged[campus.campus]
        guard work.rest == nil, work.obstacle == nil else { return work }
        do {
            // In the order of the campus file, so that a run reads its exports in one order.
            for name in campus.locations {
                let profiles = campus.profiles.filter { $0.location == name }
                let location = try open(name, profiles, of: campus)
                let known = codes[name] ?? []
                work.sites.append(
                    CampusWork.Site(
                        location: location,
                        profiles: profiles,
                        codes: known,
                        listing: try location.arrivals(codes: known)
                    )
                )
            }
            work.hasStaleFiles =
                try StagingArea.hasStaleFiles(of: campus.campus, below: places.home.folder)
                || mayHaveStaleFilesInOutbox(campus)
        } catch {
            work.obstacle = Trouble(error, at: campus.campus)
        }
        return work
    }

    /// For an outbox on a file system of its own.
    ///
    /// One that cannot be looked at may have some: whoever works on the campus says what is wrong.
    private func mayHaveStaleFilesInOutbox(_ campus: CampusInForce) -> Bool {
        guard let path = FolderPath(campus.outbox) else { return false }
        do {
            guard let beside = try places.hubFolder(inOutbox: path) else { return false }
            return try StagingArea.hasStaleFiles(of: campus.campus, below: beside)
        } catch {
            return true
        }
    }

    private func open(
        _ name: String,
        _ profiles: [RevisionRecord.Profile],
        of campus: CampusInForce
    ) throws -> any ExportLocation {
        if let path = FolderPath(name), !profiles.contains(where: \.isOnServer) {
            return try places.location(.folder(path))
        }
        let configuration = try configurations[campus.campus]?.get()
        let profile = configuration?.campus.exports.first { $0.location.description == name }
        guard let profile else {
            throw HubError.badConfiguration(
                "the location \(Printable(name)) is neither a folder nor a server",
                remedy: "mend the campus file and `bursarhub onboard` it"
            )
        }
        return try places.location(profile.location)
    }
}

extension [CampusWork] {
    fileprivate func partitioned(
        by belongs: (CampusWork) -> Bool
    ) -> (those: [CampusWork], others: [CampusWork]) {
        (filter(belongs), filter { !belongs($0) })
    }

    fileprivate var largestFirst: [CampusWork] {
        sorted { one, other in
            one.size == other.size
                ? one.campus.campus < other.campus.campus : one.size > other.size
        }
    }
}

extension RevisionRecord.Profile {
    var isOnServer: Bool { location.hasPrefix("sftp://") }
}
