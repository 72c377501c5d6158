public import BursarModel

/// A campus file after all checks.
public struct CheckedCampus: Sendable {
    /// The campus file as the person named it.
    public var file: String
    /// nil where the file does not say whose it is.
    public var key: CampusKey?
    /// Whether the file was not among the given ones: it is in force, and a format it uses was
    /// given.
    public var isInForce: Bool
    /// What can be recorded and run; nil where something that it is made of is an error.
    public var revision: CampusRevision?

    public var isValid: Bool { revision != nil }
}
