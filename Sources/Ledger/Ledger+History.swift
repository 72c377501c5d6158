public import BursarModel
import PostgreSQL

/// Why a revision came to be.
public enum RevisionCause: String, Sendable, CaseIterable {
    /// Its files were onboarded.
    case onboarded
    /// The files of the one before, with the campus paused or resumed by command.
    case paused
    case resumed
}

/// A revision as it was recorded.
public struct RecordedRevision: Sendable {
    public var revision: Int
    public var cause: RevisionCause
    /// What the person said who paused or resumed the campus.
    public var reason: String?
    public var state: CampusState
    public var declaredState: CampusState
    public var layoutConfirmed: Bool
    public var recordedAt: Timestamp
    public var recordedBy: String
    /// The campus file, then its formats.
    public var sources: [RevisionRecord.Source]
}

extension Ledger {
    /// Every revision of a campus, the oldest first.
    public func revisions(of campus: CampusKey) throws -> [RecordedRevision] {
        try connection.query(
            """
            select r.revision, r.cause, r.reason, r.state, r.declared_state, r.layout_confirmed,
                r.recorded_at, r.recorded_by, s.names, s.texts
            from registry.revision r
            cross join lateral (
                select coalesce(array_agg(source ->> 'name' order by place), '{}') as names,
                    coalesce(array_agg(source ->> 'text' order by place), '{}') as texts
                from jsonb_array_elements(r.sources) with ordinality as s (source, place)
            ) s
            where r.campus = \(campus.text)
            order by r.revision
            """
        ).map(RecordedRevision.init)
    }
}

extension RecordedRevision {
    init(_ row: PostgresRow) throws {
        guard let state = CampusState(rawValue: try row.get("state")),
            let declared = CampusState(rawValue: try row.get("declared_state")),
            let cause = RevisionCause(rawValue: try row.get("cause"))
        else { throw LedgerError.unexpectedState("a revision in the registry is not readable") }
        let names: [String] = try row.get("names")
        let texts: [String] = try row.get("texts")
        self.init(
            revision: try row.get("revision"),
            cause: cause,
            reason: try row.get("reason"),
            state: state,
            declaredState: declared,
            layoutConfirmed: try row.get("layout_confirmed"),
            recordedAt: Timestamp(try row.get("recorded_at") as PostgresTimestamp),
            recordedBy: try row.get("recorded_by"),
            sources: zip(names, texts).map { RevisionRecord.Source(name: $0, text: $1) }
        )
    }
}
