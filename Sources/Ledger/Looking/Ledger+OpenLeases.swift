public import BursarModel
import PostgreSQL

extension Ledger {
    /// When each campus was claimed that was not given back, by a run at work or a killed one.
    ///
    /// For every viewer, who finds the campuses that are his.
    public func openLeases() throws -> [CampusKey: Timestamp] {
        var leases: [CampusKey: Timestamp] = [:]
        for row in try connection.query(
            "select campus, taken_at from ledger.lease where released_at is null"
        ) {
            guard let campus = CampusKey(try row.get("campus") as String) else {
                throw LedgerError.unexpectedState("a campus in the ledger has no valid key")
            }
            leases[campus] = Timestamp(try row.get("taken_at") as PostgresTimestamp)
        }
        return leases
    }
}
