import BursarModel
import Digests
import Ledger

extension RevisionRecord {
    static func synthetic(
        _ campus: CampusKey,
        state: CampusState = .live,
        text: String = "campus: x\n",
        timeZone: String = "America/Los_Angeles"
    ) -> RevisionRecord {
        guard let code = ProfileCode("HUMBURSAR") else { preconditionFailure("no profile code") }
        return RevisionRecord(
            campus: campus,
            name: "Campus \(campus)",
            state: state,
            timeZone: timeZone,
            layoutConfirmed: true,
            outbox: "outbox/\(campus)",
            loadSettings: [
                LoadSetting(name: "group_type", value: "LIB"),
                LoadSetting(name: "layout", value: "LIBFEES"),
                LoadSetting(name: "origin", value: "LIBRY"),
            ],
            profiles: [
                Profile(
                    code: code,
                    location: "inbox/\(campus)",
                    schedule: "daily 18:00",
                    overdueAfterSeconds: 21_600,
                    startsAfter: CalendarDate(iso: "2026-11-01"),
                    format: "humboldt-sf"
                )
            ],
            sources: [Source(name: "\(campus).yaml", text: text)],
            fingerprint: SHA256Digest(of: "\(state)\(text)").bytes
        )
    }
}

extension CampusKey {
    static let humboldt = named("humboldt")
    static let chico = named("chico")

    static func named(_ text: String) -> CampusKey {
        guard let key = CampusKey(text) else { preconditionFailure("`\(text)` is no campus key") }
        return key
    }
}
