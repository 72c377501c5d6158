internal import BursarModel
internal import Declarations

extension ExportProfile {
    /// Reads one entry of `exports` as far as it goes.
    ///
    /// The default location is named for the campus's key.
    static func read(
        from mapping: Mapping,
        campus: CampusKey?,
        findings: Findings
    ) -> ProfileReading {
        let code = mapping.required(string: "code").flatMap { readCode($0, findings: findings) }
        let location =
            mapping.element("location").map { LocationAddress.read($0, findings: findings) }
            ?? campus.flatMap { FolderPath("inbox/\($0.text)") }.map { .folder($0) }
        let schedule = readSchedule(in: mapping, findings: findings)
        let overdueAfter =
            mapping.element("overdue_after").map { $0.duration() } ?? defaultOverdueAfterSeconds
        let startsAfter = mapping.element("starts_after").flatMap { $0.date() }
        let after = mapping.element("after").map { readAfter($0, findings: findings) } ?? .remove
        let format = mapping.required(string: "format")
        mapping.finish()
        let places = ProfilePlaces(
            code: mapping.element("code")?.place ?? mapping.place,
            location: mapping.element("location")?.place ?? mapping.place
        )
        var reading = ProfileReading(code: code, format: format, places: places)
        if let code, let location, let schedule, let overdueAfter, let after, let format {
            reading.profile = ExportProfile(
                code: code,
                location: location,
                schedule: schedule,
                overdueAfterSeconds: overdueAfter,
                startsAfter: startsAfter,
                after: after,
                format: format.value
            )
        }
        return reading
    }

    private static func readCode(_ text: Placed<String>, findings: Findings) -> ProfileCode? {
        guard let code = ProfileCode(text.value) else {
            findings.refuse(
                text,
                "is no profile code",
                hint: "a code is 1 to 64 letters and digits, as it stands in Alma's profile"
            )
            return nil
        }
        if !code.isAlphanumeric {
            findings.warning(
                "the code `\(code)` has more than letters and digits",
                at: text.place,
                hint: "CSU's guidance for Alma profiles allows letters and digits alone"
            )
        }
        return code
    }

    private static func readSchedule(
        in mapping: Mapping,
        findings: Findings
    ) -> ExportSchedule? {
        guard let element = mapping.element("schedule") else {
            findings.warning(
                "`schedule` is missing, so that nobody notices an export that does not come",
                at: mapping.place,
                hint: "write daily 18:00, sunday 18:00 or unscheduled"
            )
            return .unscheduled
        }
        guard let text = element.string() else { return nil }
        if let schedule = ExportSchedule(text.value) { return schedule }
        findings.refuse(
            text,
            "is no schedule",
            hint: "write daily 18:00, sunday 18:00 or unscheduled"
        )
        return nil
    }

    private static func readAfter(_ element: Element, findings: Findings) -> AfterPublication? {
        if case .mapping = element.value, let mapping = element.mapping() {
            let name = mapping.required(string: "move")
            mapping.finish()
            guard let name, let folder = FolderPath.read(name, findings: findings) else {
                return nil
            }
            guard folder.components.count == 1, !folder.isAbsolute, folder.text.first != "." else {
                findings.refuse(
                    name,
                    "is no single folder of the location",
                    hint: "write its name alone, such as processed"
                )
                return nil
            }
            return .move(to: folder)
        }
        guard let text = element.string() else { return nil }
        switch text.value {
        case "remove": return .remove
        case "leave": return .leave
        default:
            findings.refuse(
                text,
                "is not possible here",
                hint: "write remove, leave or {move: processed}"
            )
            return nil
        }
    }
}

/// One entry of `exports`, as far as it could be read.
struct ProfileReading {
    /// nil where something in it is an error.
    var profile: ExportProfile?
    var code: ProfileCode?
    var format: Placed<String>?
    var places: ProfilePlaces
}

/// Where a profile's values stand, for findings that need more than one campus to be seen.
struct ProfilePlaces: Sendable {
    var code: Place
    var location: Place
}
