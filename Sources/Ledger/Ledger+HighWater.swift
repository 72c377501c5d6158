public import BursarModel
import PostgreSQL

/// How far a campus's outputs have come by the database, to compare with what a home has written
/// down.
public struct KnownOutputs: Sendable, Equatable {
    public var campus: CampusKey
    /// The highest number of an output; 0 where there is none.
    public var highest: Int
    /// Up to which number a person accepted that outputs are missing; 0 where nobody did.
    public var accepted: Int
    /// The first output that the home planned and that has no bytes yet.
    public var firstPlanned: Int?
    /// The highest output of the home that was delivered; 0 where there is none.
    public var highestDelivered: Int

    public init(
        campus: CampusKey,
        highest: Int,
        accepted: Int,
        firstPlanned: Int?,
        highestDelivered: Int
    ) {
        self.campus = campus
        self.highest = highest
        self.accepted = accepted
        self.firstPlanned = firstPlanned
        self.highestDelivered = highestDelivered
    }
}

extension Ledger {
    /// What tells this database from every other; drawn when the first hub asks.
    ///
    /// It lies in a table, so that it comes along in a backup: the home knows its books again.
    public func databaseIdentifier() throws -> String {
        if let identifier = try knownDatabaseIdentifier() { return identifier }
        try connection.execute(
            """
            insert into ledger.database_identity (identifier)
            values (gen_random_uuid()::text)
            on conflict do nothing
            """
        )
        guard let identifier = try knownDatabaseIdentifier() else {
            throw LedgerError.unexpectedState("the database has no identifier")
        }
        return identifier
    }

    /// Nil where no hub has used the database yet; changes nothing.
    public func knownDatabaseIdentifier() throws -> String? {
        try connection.query("select identifier from ledger.database_identity").first?
            .get("identifier")
    }

    /// How far every campus's outputs have come, or those of one, those of one home told apart.
    public func knownOutputs(
        of homeID: String,
        only campus: CampusKey? = nil
    ) throws -> [KnownOutputs] {
        try connection.query(
            """
            select c.campus,
                coalesce((select max(output) from ledger.output where campus = c.campus), 0)
                    as highest,
                coalesce((select max(output) from ledger.accepted_database where campus = c.campus), 0)
                    as accepted,
                (select min(output) from ledger.output
                    where campus = c.campus and state = 'planned' and home_id = \(homeID))
                    as first_planned,
                coalesce((select max(output) from ledger.output
                    where campus = c.campus and published_at is not null and home_id = \(homeID)), 0)
                    as highest_delivered
            from registry.campus c
            where \(orNull: campus?.text)::text is null or c.campus = \(orNull: campus?.text)
            order by c.campus
            """
        ).map { row in
            KnownOutputs(
                campus: try campusKey(row.get("campus")),
                highest: try row.get("highest"),
                accepted: try row.get("accepted"),
                firstPlanned: try row.get("first_planned"),
                highestDelivered: try row.get("highest_delivered")
            )
        }
    }

    /// Records that books go on without outputs that their home has published: all or none.
    ///
    /// Output numbers go on above the missing ones, so that none is given twice.
    public func accept(
        missingUpTo outputs: [(campus: CampusKey, output: Int)],
        by person: String,
        because reason: String,
        at now: Timestamp
    ) throws {
        try connection.repeatedTransaction {
            for (campus, output) in outputs {
                try connection.execute(
                    """
                    insert into ledger.accepted_database (
                        campus, acceptance, output, known_output, person, reason, accepted_at)
                    select \(campus.text),
                        coalesce((select max(acceptance) from ledger.accepted_database
                            where campus = \(campus.text)), 0) + 1,
                        \(output),
                        coalesce((select max(output) from ledger.output
                            where campus = \(campus.text)), 0),
                        \(person), \(reason), \(now.postgres)
                    """
                )
            }
            try connection.audit(
                outputs.map { campus, output in
                    AuditEntry(
                        .databaseAccepted,
                        at: campus,
                        by: person,
                        reason: reason,
                        facts: [AuditFact("missing_up_to", OutputID(campus, output))]
                    )
                }
            )
        }
    }

    private func campusKey(_ text: String) throws -> CampusKey {
        guard let key = CampusKey(text) else {
            throw LedgerError.unexpectedState("a campus has no usable key")
        }
        return key
    }
}
