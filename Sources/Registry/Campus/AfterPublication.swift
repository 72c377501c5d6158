/// What becomes of the original in its location once its outputs are published.
public enum AfterPublication: Hashable, Sendable {
    case remove
    case leave
    /// Moved into this folder of the location.
    ///
    /// Of the location, not of the home, because that is the one place that is on the same
    /// filesystem, or on the same server, for certain.
    case move(to: FolderPath)
}
