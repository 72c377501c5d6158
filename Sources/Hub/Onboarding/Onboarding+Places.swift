public import BursarModel
import Ledger
import Locations
import Posix
public import Registry

extension Onboarding {
    /// Live campuses whose folders cannot be used as they are.
    ///
    /// They are another hub's, or an outbox whose file system would replace files; such a campus
    /// keeps its revision in force.
    ///
    /// A folder that is away is no matter of the campus file's, and a server is asked by the run:
    /// one that does not answer tonight must not stop an onboarding.
    public func unfitPlaces(in reading: RegistryReading) throws -> [CampusKey: Diagnostic] {
        let live = reading.campuses.compactMap { checked -> (String, Campus)? in
            guard let campus = checked.revision?.campus, campus.state == .live else { return nil }
            return (checked.file, campus)
        }
        guard !live.isEmpty else { return [:] }
        let places = try Places(home: hub.home, database: try ledger.databaseIdentifier())
        var unfit: [CampusKey: Diagnostic] = [:]
        for (file, campus) in live {
            do {
                try examine(campus, places)
            } catch HubError.foreignOwner(let message, let remedy) {
                unfit[campus.key] = Diagnostic(.error, message, hint: remedy, file: file)
            } catch HubError.badConfiguration(let message, let remedy) {
                unfit[campus.key] = Diagnostic(.error, message, hint: remedy, file: file)
            } catch is LocationError {
                continue  // the run that needs it tells what is wrong there
            } catch is PosixError {
                continue  // likewise: a full disk, say
            }
        }
        return unfit
    }

    private func examine(_ campus: Campus, _ places: Places) throws {
        for profile in campus.exports {
            if case .folder = profile.location { _ = try places.location(profile.location) }
        }
        if case .folder = campus.outbox { try places.examine(campus.outbox, of: campus.key) }
    }
}
