public import BursarModel
import PostgreSQL

/// A file that was not yet at rest, as it was seen.
public struct Sighting: Sendable, Equatable {
    public var location: String
    public var name: String
    public var bytes: Int64
    public var modifiedAt: Timestamp
    public var inode: Int64
    /// When it was first seen as it is now.
    public var unchangedSince: Timestamp
    /// When its name was first seen.
    public var firstSeen: Timestamp

    public init(
        location: String, name: String, bytes: Int64, modifiedAt: Timestamp, inode: Int64,
        unchangedSince: Timestamp, firstSeen: Timestamp
    ) {
        self.location = location
        self.name = name
        self.bytes = bytes
        self.modifiedAt = modifiedAt
        self.inode = inode
        self.unchangedSince = unchangedSince
        self.firstSeen = firstSeen
    }
}

extension Ledger {
    /// What earlier looks saw at a campus.
    public func sightings(at campus: CampusKey) throws -> [Sighting] {
        try connection.query(
            "select * from ledger.sighting where campus = \(campus.text)"
        ).map { row in
            Sighting(
                location: try row.get("location"), name: try row.get("file_name"),
                bytes: try row.get("bytes"),
                modifiedAt: Timestamp(try row.get("modified_at") as PostgresTimestamp),
                inode: try row.get("inode"),
                unchangedSince: Timestamp(try row.get("unchanged_since") as PostgresTimestamp),
                firstSeen: Timestamp(try row.get("first_seen") as PostgresTimestamp))
        }
    }

    /// Replaces what is remembered of a campus's files that are not at rest.
    public func remember(_ sightings: [Sighting], at campus: CampusKey) throws {
        try connection.transaction {
            try connection.execute("delete from ledger.sighting where campus = \(campus.text)")
            for sighting in sightings {
                try connection.execute(
                    """
                    insert into ledger.sighting (
                        campus, location, file_name, bytes, modified_at, inode, unchanged_since,
                        first_seen)
                    values (
                        \(campus.text), \(sighting.location), \(sighting.name), \(sighting.bytes),
                        \(sighting.modifiedAt.postgres), \(sighting.inode),
                        \(sighting.unchangedSince.postgres), \(sighting.firstSeen.postgres))
                    """)
            }
        }
    }
}
