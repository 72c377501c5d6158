import PostgreSQL

extension HubSite {
    /// One fact of all entries of an act in the audit trail, in their order; nil where it has none.
    public func audited(_ act: String, _ fact: String) throws -> [String?] {
        guard let database else { return [] }
        let connection = try database.connect()
        defer { connection.close() }
        return try connection.query(
            "select facts ->> \(fact) as fact from ledger.audit where act = \(act) order by number"
        ).map { try $0.get("fact") }
    }
}
