public import BursarModel

/// An export in a location, as it was when the location was listed.
public struct Arrival: Hashable, Sendable {
    public let name: ExportName
    public let identity: FileIdentity
    /// When the kernel last saw the file change; nil where a location does not tell it.
    public let changed: Timestamp?

    public init(name: ExportName, identity: FileIdentity, changed: Timestamp?) {
        self.name = name
        self.identity = identity
        self.changed = changed
    }
}

extension Arrival: Comparable {
    /// Oldest first: by the time in the name, then by that of the file, then by the name's bytes.
    public static func < (one: Arrival, other: Arrival) -> Bool {
        guard one.name.isAsOld(as: other.name) else { return one.name.isOlder(than: other.name) }
        guard one.identity.modified == other.identity.modified else {
            return one.identity.modified < other.identity.modified
        }
        return one.name.fileName < other.name.fileName
    }
}
