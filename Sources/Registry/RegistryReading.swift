public import BursarModel

/// What was read from a set of files: checked campuses and formats, and everything wrong with them.
public struct RegistryReading: Sendable {
    /// One for each campus file, also where it cannot be used.
    public var campuses: [CheckedCampus]
    /// One for each format file, also where it cannot be used.
    public var formats: [CheckedFormat]
    /// All findings, file by file in the order of the sources, each file's in the order of places.
    public var diagnostics: [Diagnostic]
}
