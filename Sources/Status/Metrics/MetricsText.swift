public import BursarModel

/// How the campuses stand, for Prometheus (text format 0.0.4).
///
/// Campuses, profile codes, buckets and reasons are all that labels name: nothing of a borrower.
/// A gauge that has no value is absent, and never 0 in its place.
public enum MetricsText {
    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    /// Which program answers.
    public struct Build: Sendable, Hashable {
        public var version: String

        public init(version: String) { self.version = version }
    }

    /// A campus that a run has claimed and not given back.
    public struct Lease: Sendable, Hashable {
        public var campus: CampusKey
        public var takenAt: Timestamp

        public init(campus: CampusKey, takenAt: Timestamp) {
            self.campus = campus
            self.takenAt = takenAt
        }
    }

    /// What was read from the database at `report.asOf`; the runs far enough back that one of them
    /// has ended.
    public static func text(
        _ report: StatusReport,
        runs: [RunEntry] = [],
        leases: [Lease] = [],
        build: Build
    ) -> String {
        let families =
            hub(build, at: report.asOf, isReachable: true, isDemo: report.isDemo)
            + RunMetrics(runs).families + [leaseFamily(leases)]
            + CampusMetrics.families(of: report.campuses)
        return families.map(\.text).joined()
    }

    /// What is left to say where the database does not answer.
    ///
    /// The scrape itself succeeds: that the hub is up and its database is not are two matters.
    public static func text(databaseAwayAt now: Timestamp, build: Build) -> String {
        hub(build, at: now, isReachable: false, isDemo: nil).map(\.text).joined()
    }

    private static func hub(
        _ build: Build,
        at now: Timestamp,
        isReachable: Bool,
        isDemo: Bool?
    ) -> [MetricFamily] {
        var info = MetricFamily("build_info", "The version of the hub that answers.")
        info.add([("version", build.version)], 1)
        var database = MetricFamily("database_up", "Whether the hub's database answered.")
        database.add([], isReachable ? 1 : 0)
        var reading = MetricFamily(
            "reading_timestamp_seconds",
            "When these figures were read; a cache may repeat them for a few seconds."
        )
        reading.add([], now.seconds)
        var demo = MetricFamily("demo", "Whether the home is a demonstration with made-up fees.")
        demo.add([], isDemo.map { $0 ? 1 : 0 })
        return [info, database, reading, demo]
    }

    private static func leaseFamily(_ leases: [Lease]) -> MetricFamily {
        var family = MetricFamily(
            "campus_lease_taken_timestamp_seconds",
            "When a run claimed the campus that has not given it back yet."
        )
        for lease in leases.sorted(by: { $0.campus < $1.campus }) {
            family.add([("campus", lease.campus.text)], lease.takenAt.seconds)
        }
        return family
    }
}
