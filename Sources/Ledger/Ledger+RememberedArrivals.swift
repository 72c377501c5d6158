public import BursarModel
import PostgreSQL

/// A file that was not yet at rest, as it was seen.
public struct RememberedArrival: Sendable, Equatable {
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
        location: String,
        name: String,
        bytes: Int64,
        modifiedAt: Timestamp,
        inode: Int64,
        unchangedSince: Timestamp,
        firstSeen: Timestamp
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
    public func rememberedArrivals(at campus: CampusKey) throws -> [RememberedArrival] {
        try connection.query(
            "select * from ledger.sighting where campus = \(campus.text)"
        ).map { row in
            RememberedArrival(
                location: try row.get("location"),
                name: try row.get("file_name"),
                bytes: try row.get("bytes"),
                modifiedAt: Timestamp(try row.get("modified_at") as PostgresTimestamp),
                inode: try row.get("inode"),
                unchangedSince: Timestamp(try row.get("unchanged_since") as PostgresTimestamp),
                firstSeen: Timestamp(try row.get("first_seen") as PostgresTimestamp)
            )
        }
    }

    /// Replaces what is remembered of a campus's files that are not at rest.
    public func remember(_ arrivals: [RememberedArrival], under claim: Claim) throws {
        let campus = claim.campus
        try connection.repeatedTransaction {
            try hold(claim)
            try connection.execute("delete from ledger.sighting where campus = \(campus.text)")
            for arrival in arrivals {
                try connection.execute(
                    """
                    insert into ledger.sighting (
                        campus, location, file_name, bytes, modified_at, inode, unchanged_since,
                        first_seen)
                    values (
                        \(campus.text), \(arrival.location), \(arrival.name), \(arrival.bytes),
                        \(arrival.modifiedAt.postgres), \(arrival.inode),
                        \(arrival.unchangedSince.postgres), \(arrival.firstSeen.postgres))
                    """
                )
            }
        }
    }
}
