public import BursarModel
public import Digests

/// An export as it lies in the archive.
public struct TakenExport: Sendable {
    public var name: String
    public var sha256: SHA256Digest
    public var bytes: Int64
    public var code: ProfileCode
    public var jobID: String?
    public var archivedAs: String
    public var receivedAt: Timestamp
    public var takenAt: Timestamp
    /// The day at the campus on which Alma wrote it; nil until the export is looked into.
    public var exportDate: CalendarDate?

    public init(
        name: String,
        sha256: SHA256Digest,
        bytes: Int64,
        code: ProfileCode,
        jobID: String?,
        archivedAs: String,
        receivedAt: Timestamp,
        takenAt: Timestamp,
        exportDate: CalendarDate? = nil
    ) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
        self.code = code
        self.jobID = jobID
        self.archivedAs = archivedAs
        self.receivedAt = receivedAt
        self.takenAt = takenAt
        self.exportDate = exportDate
    }
}

/// An export that was booked before.
public struct BookedExport: Sendable {
    public var export: Int
    public var exportNumber: String?
    public var read: Tally

    public init(export: Int, exportNumber: String?, read: Tally) {
        self.export = export
        self.exportNumber = exportNumber
        self.read = read
    }
}
