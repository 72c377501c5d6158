import BursarModel

/// The newest runs over all campuses.
struct RunMetrics {
    /// How the newest run ended, or that it has not.
    private enum Ending: String, CaseIterable {
        case inOrder = "in_order"
        case attention
        case unfinished
    }

    /// The newest first; runs that only report leave no trace to watch.
    private let runs: [RunEntry]

    init(_ runs: [RunEntry]) {
        self.runs = runs.filter { $0.mode == .live }.sorted { $0.startedAt > $1.startedAt }
    }

    var families: [MetricFamily] {
        var start = MetricFamily(
            "last_run_start_timestamp_seconds",
            "When the newest run began, whether it has ended or not."
        )
        var end = MetricFamily(
            "last_run_end_timestamp_seconds",
            "When a run last came to its end."
        )
        var duration = MetricFamily(
            "last_run_duration_seconds",
            "How long the last run took that came to its end."
        )
        var outcome = MetricFamily(
            "last_run_outcome",
            "How the newest run ended; unfinished while it is at work, and for ever if it was killed."
        )
        var campuses = MetricFamily(
            "last_run_campuses",
            "How many campuses took part in the newest run."
        )
        var troubled = MetricFamily(
            "last_run_troubled_campuses",
            "How many campuses of the newest run need a person."
        )
        if let newest = runs.first {
            start.add([], newest.startedAt.seconds)
            outcome.add([], RunMetrics.ending(of: newest), as: "outcome")
            campuses.add([], newest.campuses)
            troubled.add([], newest.troubled)
        }
        if let ended = runs.first(where: { $0.finishedAt != nil }), let moment = ended.finishedAt {
            end.add([], moment.seconds)
            duration.add([], max(0, moment.seconds - ended.startedAt.seconds))
        }
        return [start, end, duration, outcome, campuses, troubled]
    }

    private static func ending(of run: RunEntry) -> Ending {
        guard run.finishedAt != nil else { return .unfinished }
        return run.troubled == 0 ? .inOrder : .attention
    }
}
