import BursarModel
import Ledger
import Posix

/// Whether the database knows of everything that this home has published.
///
/// One restored from an earlier day does not: it would give the same numbers, and the same fees,
/// once more. So a run asks before anything is claimed.
struct DatabaseAge {
    /// A campus whose database and home do not tell the same story.
    struct Difference: Equatable {
        enum Kind: Equatable {
            /// The home has published outputs that the database does not have.
            case outputsMissing(from: Int, to: Int)
            /// The database is about to make an output whose publication was begun already.
            case plannedAgain(output: Int)
            /// The home has published under another database.
            case otherDatabase(output: Int)
            /// The home is older: it does not know of outputs that it has delivered.
            case homeOlder(home: Int, database: Int)
        }

        var campus: CampusKey
        var kind: Kind

        /// A run must not begin.
        var isDatabaseBehind: Bool {
            if case .homeOlder = kind { false } else { true }
        }
    }

    let home: Home
    let database: String
    let ledger: Ledger

    func differences() throws -> [Difference] {
        try differences { try ledger.knownOutputs(of: home.id) }
    }

    /// What the database knows is asked again where it seems to be behind.
    private func differences(asking known: () throws -> [KnownOutputs]) throws -> [Difference] {
        let before = try known()
        var marks: [CampusKey: HighWaterFile.Mark] = [:]
        for known in before {
            marks[known.campus] = try HighWaterFile(of: known.campus, in: home).read()
        }
        let found = Self.differences(of: marks, before, in: database)
        guard found.contains(where: \.isDatabaseBehind) else { return found }
        return Self.lasting(found, of: marks, try known(), in: database)
    }

    static func differences(
        of marks: [CampusKey: HighWaterFile.Mark],
        _ known: [KnownOutputs],
        in database: String
    ) -> [Difference] {
        known.compactMap { known in
            kind(of: marks[known.campus], known, in: database).map {
                Difference(campus: known.campus, kind: $0)
            }
        }
    }

    /// The differences that were not made by another hub at work between both looks.
    ///
    /// It books an output before it writes the mark: a database that is asked after the mark was
    /// read, and lacks the output even then, is behind. One that was asked before may only be early.
    static func lasting(
        _ found: [Difference],
        of marks: [CampusKey: HighWaterFile.Mark],
        _ after: [KnownOutputs],
        in database: String
    ) -> [Difference] {
        let behind = differences(of: marks, after, in: database).filter(\.isDatabaseBehind)
        let campuses = Set(behind.map(\.campus))
        return found.filter { !$0.isDatabaseBehind || campuses.contains($0.campus) }
    }

    static func kind(
        of mark: HighWaterFile.Mark?,
        _ known: KnownOutputs,
        in database: String
    ) -> Difference.Kind? {
        let begun = mark?.output ?? 0
        if let mark, mark.database != database { return .otherDatabase(output: begun) }
        if begun > max(known.highest, known.accepted) {
            return .outputsMissing(from: max(known.highest, known.accepted) + 1, to: begun)
        }
        if let planned = known.firstPlanned, planned <= begun {
            return .plannedAgain(output: planned)
        }
        // Before there were such files nothing was written down.
        if mark != nil, begun < known.highestDelivered {
            return .homeOlder(home: begun, database: known.highestDelivered)
        }
        return nil
    }

    /// Stops a run that would begin with a database older than its home.
    ///
    /// Of a campus whose rows cannot be read nothing is published anyhow.
    func refuseOlder(_ reading: inout CommonReading) throws {
        let found = try differences {
            try reading.read { try ledger.knownOutputs(of: home.id, only: $0) }
        }
        try refuse(found.filter(\.isDatabaseBehind))
    }

    /// Stops what a person does at one campus, but for what leads out of just this.
    func refuseOlder(_ campus: CampusKey, unless leadsOut: (Difference.Kind) -> Bool) throws {
        try refuse(
            differences().filter {
                $0.campus == campus && $0.isDatabaseBehind && !leadsOut($0.kind)
            }
        )
    }

    private func refuse(_ behind: [Difference]) throws {
        guard let first = behind.first else { return }
        let others: Message = behind.count > 1 ? " (and \(behind.count - 1) more campuses)" : ""
        throw HubError.databaseBehind(
            "the database is older than the home: \(first.message)\(others)"
        )
    }
}

extension DatabaseAge.Difference {
    var message: Message {
        switch kind {
        case .outputsMissing(let from, let to):
            "\(campus) has published up to output \(to), and the database has none from \(from) on"
        case .plannedAgain(let output):
            "the database is about to make output \(campus)-\(output), which was begun to be published already"
        case .otherDatabase:
            "\(campus) has published outputs that were booked in another database"
        case .homeOlder(let home, let database):
            "\(campus) has delivered up to output \(database), and the home knows of \(home) (was it restored?)"
        }
    }

    /// The next act.
    var remedy: Message {
        switch kind {
        case .otherDatabase:
            "work with the database that this home belongs to, or begin with a new home"
        case .outputsMissing:
            "restore a newer backup of the database; where there is none, book what was sent and then `bursarhub database accept --reason TEXT` (docs/database.md, A database that is older than its home)"
        case .plannedAgain(let output):
            "restore a newer backup; where there is none, `bursarhub outputs void \(campus)-\(output) --reason TEXT`, and look into PeopleSoft for its fees"
        case .homeOlder:
            "look into the outbox for files that were collected before; nothing is published again by itself"
        }
    }
}
