/// What becomes of the original in its location once its outputs are published.
public enum AfterPublication: Hashable, Sendable {
    case remove
    case leave
    /// Moved into this folder: one below the location, or an absolute path.
    case move(to: String)
}
