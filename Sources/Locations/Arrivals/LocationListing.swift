public import BursarModel
public import Posix

/// What lies in a location.
public struct LocationListing: Sendable {
    /// Exports of the given codes, oldest first; not all need be at rest.
    public var arrivals: [Arrival] = []
    /// What is named as an export of the given codes and cannot be taken, ordered by name.
    public var refused: [RefusedEntry] = []
    /// All the rest, ordered by name.
    public var ignored: [IgnoredEntry] = []
    /// Whether there was more than a listing holds: then nobody knows what was not seen.
    public var isCut = false

    public init() {}

    mutating func sort() {
        arrivals.sort()
        refused.sort { $0.name.fileName < $1.name.fileName }
        ignored.sort { $0.name < $1.name }
    }
}

/// An entry that is named as an export, is left where it lies and is looked at by every run.
public struct RefusedEntry: Hashable, Sendable {
    public let name: ExportName
    /// `too_large`, `unreadable` or `not_regular`.
    public let reason: HoldReason
    /// 0 where it could not be told.
    public let size: Int64
}

/// An entry that no code of the listing claims.
public struct IgnoredEntry: Hashable, Sendable {
    public let name: FileName
    /// Somebody should look: it may be an export whose code no campus file names.
    public let isUnclaimedXML: Bool

    init(_ name: FileName) {
        self.name = name
        isUnclaimedXML = name.stemOfXML != nil
    }
}
