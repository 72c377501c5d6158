public import BursarModel
public import Declarations
import Digests
public import Ledger
import Locations
import Posix
public import Registry

/// Brings campus files and format files into the database, as revisions.
public struct Onboarding {
    /// What became of one campus file.
    public struct Outcome: Sendable {
        public var campus: CampusKey
        /// Nil where the file cannot be used.
        public var change: RevisionChange?
        /// The revision in force; nil where there is none.
        public var revision: Int?
    }

    let hub: Hub
    let ledger: Ledger

    public init(_ hub: Hub) throws {
        self.hub = hub
        ledger = Ledger(try hub.connect("onboard"))
    }

    /// Checks files where nothing is in force yet: no home and no database is made for it.
    public static func checkAlone(
        _ files: [DeclarationFile],
        at now: Timestamp
    ) throws -> (reading: RegistryReading, outcomes: [Outcome]) {
        // Terms that end within weeks are warned of: a day more or less does not matter.
        guard let today = LocalTime(now, offset: 0)?.date else {
            throw HubError.badConfiguration(
                "this machine's clock is outside the calendar",
                remedy: "set the clock"
            )
        }
        let reading = Registry.read(RegistrySources(files: files), today: today)
        let outcomes = reading.campuses.compactMap { checked in
            checked.key.map { key in
                Outcome(campus: key, change: checked.isValid ? .added : nil, revision: nil)
            }
        }
        return (reading, outcomes)
    }

    /// Checks files together with what is in force.
    public func read(_ files: [DeclarationFile]) throws -> RegistryReading {
        let today = try ledger.localDate(of: hub.clock.now, in: "America/Los_Angeles")
        return Registry.read(
            RegistrySources(files: files),
            today: today,
            inForce: try inForce()
        )
    }

    /// The revisions in force; one that this program cannot read takes no part in the checks.
    private func inForce() throws -> [CampusRevision] {
        var revisions: [CampusRevision] = []
        for campus in try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.clock.now) {
            let sources = try ledger.sources(of: campus.campus, revision: campus.revision)
            do throws(RefusedSources) {
                revisions.append(
                    try CampusRevision(
                        sources: sources.map { DeclarationFile(name: $0.name, text: $0.text) }
                    )
                )
            } catch {
                continue
            }
        }
        return revisions
    }

    /// Tells what recording would do.
    public func compare(_ reading: RegistryReading) throws -> [Outcome] {
        try reading.campuses.compactMap { checked -> Outcome? in
            guard let key = checked.key else { return nil }
            let current = try ledger.revisionInForce(of: key)
            guard let revision = checked.revision else {
                return Outcome(campus: key, change: nil, revision: current?.revision)
            }
            let isSame = current?.fingerprint == revision.fingerprint.bytes
            return Outcome(
                campus: key,
                change: current == nil ? .added : isSame ? .unchanged : .changed,
                revision: current?.revision
            )
        }
    }

    /// Records every campus that can be used; those that cannot, or that a person must say
    /// something about first, keep their revision in force.
    public func record(
        _ reading: RegistryReading,
        except refused: Set<CampusKey> = [],
        by person: String
    ) throws -> [Outcome] {
        try reading.campuses.compactMap { checked -> Outcome? in
            guard let key = checked.key else { return nil }
            guard let revision = checked.revision, !refused.contains(key) else {
                let current = try ledger.revisionInForce(of: key)
                return Outcome(campus: key, change: nil, revision: current?.revision)
            }
            let recorded = try ledger.record(
                RevisionRecord(revision),
                by: person,
                at: hub.clock.now,
                hubVersion: HubVersion.text
            )
            makePlaces(of: revision.campus)
            return Outcome(campus: key, change: recorded.change, revision: recorded.revision)
        }
    }

    /// Makes the folders below the home that a run would make: somebody wants to put an export there.
    private func makePlaces(of campus: Campus) {
        guard campus.state == .trial || campus.state == .live else { return }
        var places = campus.exports.compactMap { profile -> FolderPath? in
            guard case .folder(let path) = profile.location else { return nil }
            return path
        }
        if case .folder(let path, _) = campus.outbox { places.append(path) }
        for path in places where !path.isAbsolute {
            do throws(LocationError) {
                _ = try FolderPlace.open(path.text, home: hub.home.folder)
            } catch {
                continue  // the run that needs it tells what is wrong there
            }
        }
    }

    /// Registered campuses that are not among the files: reported, never removed.
    public func missing(from reading: RegistryReading) throws -> [CampusKey] {
        let given = Set(reading.campuses.filter { !$0.isInForce }.compactMap(\.key))
        return try ledger.campusesInForce(hubVersion: HubVersion.text, at: hub.clock.now)
            .map(\.campus).filter { !given.contains($0) }
    }
}

extension RevisionRecord {
    init(_ revision: CampusRevision) {
        let campus = revision.campus
        let settings = campus.loadSettings
        self.init(
            campus: campus.key,
            name: campus.name,
            state: campus.state,
            timeZone: campus.timeZone,
            layoutConfirmed: campus.layoutConfirmed != nil,
            outbox: campus.outbox.description,
            loadSettings: RevisionRecord.loadSettings(settings),
            termsEnd: campus.endOfTerms,
            profiles: campus.exports.map { profile in
                Profile(
                    code: profile.code,
                    location: profile.location.description,
                    schedule: profile.schedule.description,
                    overdueAfterSeconds: profile.overdueAfterSeconds,
                    startsAfter: profile.startsAfter,
                    format: profile.format
                )
            },
            sources: revision.sources.map { Source(name: $0.name, text: $0.text) },
            fingerprint: revision.fingerprint.bytes
        )
    }

    /// As they are recorded and shown: those that the campus file gives.
    static func loadSettings(_ settings: LoadSettings) -> [LoadSetting] {
        [
            ("group_type", settings.groupType), ("layout", settings.layout),
            ("origin", settings.origin),
        ].compactMap { name, value in value.map { LoadSetting(name: name, value: $0) } }
    }
}
