import PostgreSQL

extension HubSite {
    /// The columns of the whole database in which any of these texts occurs, by name and sorted.
    public func columns(holding texts: [String]) throws -> [String] {
        guard let database else { return [] }
        let connection = try database.connect()
        defer { connection.close() }
        // A table as XML holds every column of every row as text, bytes in base64.
        return try connection.query(
            """
            select distinct t.table_schema || '.' || t.table_name || '.' || c.column_name as name
            from information_schema.tables t
            join information_schema.columns c using (table_schema, table_name),
            lateral query_to_xml(
                format('select %I::text as v from %I.%I', c.column_name, t.table_schema, t.table_name),
                true, false, '') x,
            unnest(\(texts)::text[]) as canary
            where t.table_schema in ('ledger', 'registry', 'access', 'report', 'migration', 'audit', 'public')
              and x::text like '%' || canary || '%'
            order by 1
            """
        ).map { try $0.get("name") }
    }
}
