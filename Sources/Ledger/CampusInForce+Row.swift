import BursarModel
import PostgreSQL

extension CampusInForce {
    init(_ row: PostgresRow) throws {
        let key: String = try row.get("campus")
        guard let campus = CampusKey(key), let state = CampusState(rawValue: try row.get("state"))
        else { throw LedgerError.unexpectedState("a campus in the registry has no valid key") }
        let codes: [String] = try row.get("codes")
        let locations: [String] = try row.get("locations")
        let schedules: [String] = try row.get("schedules")
        let overdue: [Int64] = try row.get("overdue")
        let starts: [String] = try row.get("starts")
        let formats: [String] = try row.get("formats")
        let profiles = try codes.indices.map { index in
            guard let code = ProfileCode(codes[index]) else {
                throw LedgerError.unexpectedState("campus \(campus) has a profile without a code")
            }
            return RevisionRecord.Profile(
                code: code,
                location: locations[index],
                schedule: schedules[index],
                overdueAfterSeconds: overdue[index],
                startsAfter: CalendarDate(iso: starts[index]),
                format: formats[index]
            )
        }
        self.init(
            campus: campus,
            revision: try row.get("revision"),
            name: try row.get("name"),
            state: state,
            pause: try CampusPause(row),
            timeZone: try row.get("time_zone"),
            layoutConfirmed: try row.get("layout_confirmed"),
            outbox: try row.get("outbox"),
            profiles: profiles,
            unfinishedOutputs: try row.get("unfinished"),
            heldToJudgeAnew: try row.get("anew"),
            openHeld: try row.get("open_held"),
            openHeldExports: try row.get("open_held_exports")
        )
    }
}
