public import BursarModel
import Ledger
import Locations
import Posix

/// A person's word that the books go on with a database that is older than the home.
public struct DatabaseAcceptance {
    public struct Accepted: Sendable, Encodable {
        public var campus: CampusKey
        /// The outputs that the database does not have, the first and the last.
        public var from: Int
        public var to: Int

        private enum CodingKeys: String, CodingKey { case campus, from, to }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(campus.text, forKey: .campus)
            try container.encode(from, forKey: .from)
            try container.encode(to, forKey: .to)
        }
    }

    private let hub: Hub

    public init(_ hub: Hub) { self.hub = hub }

    /// Records, for each campus whose home is ahead, who goes on without the missing outputs and
    /// why; then runs begin again, and numbers go on above the missing ones.
    ///
    /// Nothing is published by it, and what the missing outputs held stays unknown to the ledger:
    /// it is booked before, by `baseline`.
    ///
    /// - Returns: what was accepted; nothing where home and database agree.
    /// - Throws: `HubError.databaseBehind` for what cannot be accepted but only decided one by one.
    public func accept(by person: String, because reason: String) throws -> [Accepted] {
        let ledger = Ledger(try hub.connect("accept"))
        let database = try ledger.databaseIdentifier()
        _ = try Places(home: hub.home, database: database)
        let differences = try DatabaseAge(home: hub.home, database: database, ledger: ledger)
            .differences().filter(\.isDatabaseBehind)
        for difference in differences where !difference.canBeAccepted {
            throw HubError.databaseBehind(difference.message)
        }
        let accepted = differences.compactMap { difference -> Accepted? in
            guard case .outputsMissing(let from, let to) = difference.kind else { return nil }
            return Accepted(campus: difference.campus, from: from, to: to)
        }
        try ledger.accept(
            missingUpTo: accepted.map { ($0.campus, $0.to) },
            by: person,
            because: reason,
            at: hub.now
        )
        // The trail is shorter than the anchor says, which is no fault from here on.
        if !accepted.isEmpty { try hub.anchor.accept(ledger, at: hub.now) }
        return accepted
    }
}

extension DatabaseAge.Difference {
    fileprivate var canBeAccepted: Bool {
        if case .outputsMissing = kind { true } else { false }
    }
}
