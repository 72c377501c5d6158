import BursarModel

/// What is told of each Alma profile.
enum ProfileMetrics {
    static func families(of campuses: [CampusStatus]) -> [MetricFamily] {
        var last = MetricFamily(
            "profile_last_export_timestamp_seconds",
            "When the newest export of the profile came."
        )
        var next = MetricFamily(
            "profile_next_export_expected_timestamp_seconds",
            "When the profile's next export is due."
        )
        var overdue = MetricFamily(
            "profile_overdue",
            "Whether an export of the profile is due for longer than its grace."
        )
        var since = MetricFamily(
            "profile_overdue_since_timestamp_seconds",
            "Since when the export that is overdue was due."
        )
        for campus in campuses {
            for profile in campus.profiles {
                let labels = [CampusMetrics.label(campus), ("profile", profile.code)]
                last.add(labels, profile.lastExportAt?.seconds)
                next.add(labels, profile.nextExpectedAt?.seconds)
                overdue.add(labels, profile.overdueSince == nil ? 0 : 1)
                since.add(labels, profile.overdueSince?.seconds)
            }
        }
        return [last, next, overdue, since]
    }
}
