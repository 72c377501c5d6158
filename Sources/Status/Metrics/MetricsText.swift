public import BursarModel

/// How the campuses stand, for Prometheus (text format 0.0.4).
public enum Metrics {
    /// What a report tells; `version` is the hub's.
    public static func text(_ report: StatusReport, version: String) -> String {
        var lines = [
            "# HELP bursarhub_build_info The version of the hub that answers.",
            "# TYPE bursarhub_build_info gauge",
            "bursarhub_build_info{version=\"\(escaped(version))\"} 1",
            "# HELP bursarhub_campus_last_success_timestamp_seconds "
                + "When a run last ended in order for the campus.",
            "# TYPE bursarhub_campus_last_success_timestamp_seconds gauge",
        ]
        for campus in report.campuses {
            guard let last = campus.lastRun, isInOrder(last.outcome) else { continue }
            lines.append(
                "bursarhub_campus_last_success_timestamp_seconds"
                    + "{campus=\"\(escaped(campus.campus.text))\"} \(last.finishedAt.seconds)"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func isInOrder(_ outcome: CampusOutcome) -> Bool {
        switch outcome {
        case .ok, .nothing: true
        case .attention, .failed, .busy, .paused, .retired, .trial, .configError: false
        }
    }

    /// As the format wants a label's value.
    private static func escaped(_ text: String) -> String {
        var shown = ""
        for character in text {
            switch character {
            case "\\": shown += "\\\\"
            case "\"": shown += "\\\""
            case "\n": shown += "\\n"
            default: shown.append(character)
            }
        }
        return shown
    }
}
