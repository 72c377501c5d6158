import BursarModel
import Dispatch
import Ledger
import Locations
import Posix
import Registry
import Synchronization

/// Every campus's locations and outbox.
///
/// They are to be there, readable, ours, and fit for a rename that never replaces. All are looked
/// at at once, for a server may keep one waiting.
struct PlacesCheck: Examination, Sendable {
    static let name = "places"
    static let area = DoctorReport.Area.campuses

    private static let deadline = Duration.seconds(15)

    let campuses: [ExaminedCampus]
    let places: Places

    private enum Place {
        case location(LocationAddress)
        case outbox(OutboxAddress)

        var shown: Printable {
            switch self {
            case .location(let address): Printable(address.description)
            case .outbox(let address): Printable(address.description)
            }
        }
    }

    func examine(_ findings: inout Findings) throws {
        let works = campuses.flatMap { campus in
            places(of: campus).map { (campus: campus.key, place: $0) }
        }
        let failures = Mutex<[Int: any Error]>([:])
        DispatchQueue.concurrentPerform(iterations: works.count) { index in
            do {
                try look(at: works[index].place, of: works[index].campus)
            } catch {
                failures.withLock { $0[index] = error }
            }
        }
        let found = failures.withLock { $0 }
        for (index, work) in works.enumerated() {
            guard let error = found[index] else {
                findings.fine("\(work.place.shown) can be used", at: work.campus)
                continue
            }
            let words = ErrorWords(error)
            findings.problem(
                "\(work.place.shown): \(words.message)",
                remedy: words.remedy,
                at: work.campus
            )
        }
    }

    /// Each place once; a campus on trial delivers nothing.
    private func places(of campus: ExaminedCampus) -> [Place] {
        var seen: Set<LocationAddress> = []
        let locations = campus.configuration.campus.exports.map(\.location)
            .filter { seen.insert($0).inserted }
        let delivers = campus.campus.state == .live || places.home.isDemo
        return locations.map { .location($0) }
            + (delivers ? [.outbox(campus.configuration.campus.outbox)] : [])
    }

    private func look(at place: Place, of campus: CampusKey) throws {
        switch place {
        case .location(.folder(let path)):
            let folder = try FolderPlace.open(path.text, home: places.home.folder)
            _ = try folder.list(limit: 1)
            try refuseForeign(places.owner.found(in: folder))
        case .location(.sftp(let access)), .outbox(.sftp(let access)):
            let reach = SFTPReach(try places.server(access))
            try refuseForeign(reach.examine(for: places.owner, within: Self.deadline))
        case .outbox(.folder):
            if case .outbox(let address) = place { try places.examine(address, of: campus) }
        }
    }

    private func refuseForeign(_ finding: OwnerMark.Finding?) throws {
        switch finding {
        case nil, .ours, .marked, .notWritable: return
        case .foreign, .damaged:
            throw HubError.foreignOwner(
                "it belongs to another hub",
                remedy: "let one hub work there, or remove `.bursarhub/owner` if the other is gone"
            )
        }
    }
}
