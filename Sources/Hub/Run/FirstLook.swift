import BursarModel
import Dispatch
import Ledger
import Locations
import Registry
import Synchronization

/// Looks once at every campus's locations, before anybody is claimed: who needs a worker?
///
/// A quiet campus costs a listing and nothing else. An SFTP server that is slow makes only its own
/// campus wait.
struct FirstLook {
    let request: RunRequest
    let places: Places
    let isDemo: Bool
    let campuses: [CampusInForce]

    /// The campuses of the run, the largest pending work first.
    ///
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
        return found.withLock { $0 }.sorted { one, other in
            (one.size, other.campus.campus) > (other.size, one.campus.campus)
        }
    }

    /// A location's names are read against the codes of all campuses that use it.
    private var codesByLocation: [String: [ProfileCode]] {
        var codes: [String: [ProfileCode]] = [:]
        for campus in campuses {
            for profile in campus.profiles { codes[profile.location, default: []].append(profile.code) }
        }
        return codes
    }

    private func look(at campus: CampusInForce, sharing codes: [String: [ProfileCode]])
        -> CampusWork
    {
        var work = CampusWork(campus: campus, isTrial: campus.state == .trial && !isDemo)
        switch campus.state {
        case .paused: work.rest = .paused
        case .retired: work.rest = .retired
        case .planned, .trial, .live: break
        }
        guard work.rest == nil else { return work }
        do {
            for (location, profiles) in Dictionary(grouping: campus.profiles, by: \.location) {
                let site = try places.location(location, of: campus)
                let known = codes[location] ?? []
                work.sites.append(
                    CampusWork.Site(
                        location: site, profiles: profiles, codes: known,
                        listing: try site.arrivals(codes: known)))
            }
        } catch {
            work.obstacle = Trouble(error, at: campus.campus)
        }
        return work
    }
}
