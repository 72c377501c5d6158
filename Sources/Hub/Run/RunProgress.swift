public import BursarModel

/// What a run tells while it goes on; told from several threads at once.
public enum RunProgress: Sendable {
    case started(campuses: Int)
    case working(worker: Int, CampusKey)
    case finished(worker: Int, CampusSummary)
}
