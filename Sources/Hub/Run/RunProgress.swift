public import BursarModel

/// What a run tells while it goes on; told from several threads at once.
public enum RunProgress: Sendable {
    /// How many campuses need a worker.
    case started(campuses: Int)
    case working(worker: Int, CampusKey, RunMeter)
    case finished(worker: Int, CampusSummary)
}
