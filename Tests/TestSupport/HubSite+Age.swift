public import PostgreSQL

extension HubSite {
    /// Lets all that the ledger holds be so many years older, and its published outputs collected.
    ///
    /// What a year does to a ledger cannot be waited for; nothing but the times is changed.
    public func age(byYears years: Int, collecting: Bool = true) throws {
        guard let database else { return }
        let connection = try database.connect()
        defer { connection.close() }
        try connection.transaction { try connection.age(byYears: years, collecting: collecting) }
    }
}

extension PostgresConnection {
    public func age(byYears years: Int, collecting: Bool = true) throws {
        try execute(
            """
            update ledger.export
            set received_at = received_at - make_interval(years => \(years)::int),
                taken_at = taken_at - make_interval(years => \(years)::int),
                booked_at = booked_at - make_interval(years => \(years)::int)
            """
        )
        for statement: PostgresStatement in [
            """
            update ledger.charge set booked_at = booked_at - make_interval(years => \(years)::int)
            """,
            """
            update ledger.purged set booked_at = booked_at - make_interval(years => \(years)::int)
            """,
            """
            update ledger.output
            set planned_at = planned_at - make_interval(years => \(years)::int),
                published_at = published_at - make_interval(years => \(years)::int)
            """,
        ] { try execute(statement) }
        if collecting {
            try execute(
                """
                update ledger.output set collected_at = published_at
                where state = 'published' and collected_at is null
                """
            )
        }
    }
}
