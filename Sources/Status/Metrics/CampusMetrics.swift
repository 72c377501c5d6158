import BursarModel

/// What is told of each campus.
enum CampusMetrics {
    static func families(of campuses: [CampusStatus]) -> [MetricFamily] {
        standing(of: campuses) + times(of: campuses) + ProfileMetrics.families(of: campuses)
            + openWork(of: campuses) + BookMetrics.families(of: campuses)
    }

    private static func standing(of campuses: [CampusStatus]) -> [MetricFamily] {
        var info = MetricFamily("campus_info", "The campus's name and the zone of its clocks.")
        var state = MetricFamily("campus_state", "What the campus file says of its part in runs.")
        var health = MetricFamily("campus_health", "How the campus stands; ok needs nobody.")
        var confirmed = MetricFamily(
            "campus_layout_confirmed",
            "Whether the campus has confirmed the layout of its files."
        )
        var revision = MetricFamily(
            "campus_revision",
            "The number of the campus's configuration in force."
        )
        for campus in campuses {
            let key = label(campus)
            info.add([key, ("name", campus.name), ("time_zone", campus.timeZone)], 1)
            state.add([key], campus.state, as: "state")
            health.add([key], campus.health, as: "health")
            confirmed.add([key], campus.layoutConfirmed ? 1 : 0)
            revision.add([key], campus.revision > 0 ? Int64(campus.revision) : nil)
        }
        return [info, state, health, confirmed, revision]
    }

    private static func times(of campuses: [CampusStatus]) -> [MetricFamily] {
        var success = MetricFamily(
            "campus_last_success_timestamp_seconds",
            "When the campus's last run ended, where it went through; absent while it did not."
        )
        var run = MetricFamily(
            "campus_last_run_end_timestamp_seconds",
            "When the campus's last run ended, however it ended."
        )
        var outcome = MetricFamily(
            "campus_last_run_outcome",
            "How the campus's last run ended."
        )
        var export = MetricFamily(
            "campus_last_export_timestamp_seconds",
            "When the campus's newest export came."
        )
        var next = MetricFamily(
            "campus_next_export_expected_timestamp_seconds",
            "When the next export of any of the campus's profiles is due."
        )
        var terms = MetricFamily(
            "campus_terms_end_timestamp_seconds",
            "When the last term of the campus file is over; there once that is within 60 days."
        )
        for campus in campuses {
            let key = label(campus)
            if let last = campus.lastRun {
                run.add([key], last.finishedAt.seconds)
                outcome.add([key], last.outcome, as: "outcome")
                if last.outcome.wentThrough { success.add([key], last.finishedAt.seconds) }
            }
            export.add([key], campus.lastExport?.receivedAt.seconds)
            next.add([key], campus.nextExportExpectedAt?.seconds)
            let clock = CampusClock(campus.timeZone)
            terms.add([key], campus.termsEnd.flatMap { clock.end(of: $0)?.seconds })
        }
        return [success, run, outcome, export, next, terms]
    }

    private static func openWork(of campuses: [CampusStatus]) -> [MetricFamily] {
        var fees = MetricFamily("campus_held_fees", "Fees that wait for a person.")
        var exports = MetricFamily("campus_held_exports", "Whole exports that wait for a person.")
        var reasons = MetricFamily(
            "campus_held",
            "What waits for a person, fees and exports, by the reason code."
        )
        var since = MetricFamily(
            "campus_held_since_timestamp_seconds",
            "Since when the oldest of what is held for this reason waits."
        )
        var doubt = MetricFamily(
            "campus_in_doubt_outputs",
            "Outputs of which nobody knows whether they were delivered."
        )
        var waiting = MetricFamily(
            "campus_waiting_outputs",
            "Outputs that wait for an earlier file of their name to be collected."
        )
        var uncollected = MetricFamily(
            "campus_uncollected_outputs",
            "Delivered outputs, among the campus's recent ones, that nobody has collected yet."
        )
        var expected = MetricFamily(
            "campus_expectations",
            "Exports that have not come as Alma's job report said, by what became of them."
        )
        for campus in campuses {
            let key = label(campus)
            fees.add([key], campus.open.heldFees)
            exports.add([key], campus.open.heldExports)
            for (reason, counts) in byReason(campus.heldByReason) {
                let labels = [key, ("reason", reason.rawValue)]
                reasons.add(labels, counts.reduce(0) { $0.addingClamped($1.tally.count) })
                since.add(labels, counts.compactMap(\.since).min()?.seconds)
            }
            doubt.add([key], campus.open.inDoubtOutputs)
            waiting.add([key], campus.open.waitingOutputs)
            uncollected.add([key], Int64(campus.recentOutputs.count(where: \.isUncollected)))
            for verdict in Expectation.Verdict.allCases where verdict != .met {
                let number = campus.expectations.count { $0.verdict == verdict }
                expected.add([key, ("verdict", verdict.rawValue)], Int64(number))
            }
        }
        return [fees, exports, reasons, since, doubt, waiting, uncollected, expected]
    }

    private static func byReason(
        _ held: [HeldCount]
    ) -> [(key: HoldReason, value: [HeldCount])] {
        Dictionary(grouping: held, by: \.reason).sorted { $0.key.rawValue < $1.key.rawValue }
    }

    static func label(_ campus: CampusStatus) -> MetricFamily.Label {
        ("campus", campus.campus.text)
    }
}

extension CampusOutcome {
    /// Whether the campus was worked on to the end, held fees or none.
    fileprivate var wentThrough: Bool {
        switch self {
        case .ok, .nothing, .attention, .trial: true
        case .failed, .configError, .busy, .paused, .retired: false
        }
    }
}

extension OutputSummary {
    fileprivate var isUncollected: Bool { state == .published && collectedAt == nil }
}

extension CampusClock {
    /// Midnight at the campus after a day; nil outside the years 1 to 9999.
    func end(of day: CalendarDate) -> Timestamp? {
        guard let next = day.adding(days: 1) else { return nil }
        let midnight = Timestamp(seconds: Int64(next.daysSince1970) * 86_400)
        return offset(at: midnight).flatMap { first in
            // The clocks may change on the day itself: the offset that counts is that of the moment.
            let guess = midnight.adding(seconds: -first)
            return offset(at: guess).map { midnight.adding(seconds: -$0) }
        }
    }

    /// Seconds east of UTC.
    private func offset(at moment: Timestamp) -> Int64? {
        local(moment).map { local in
            Int64(local.date.daysSince1970) * 86_400 + Int64(local.secondOfDay) - moment.seconds
        }
    }
}
