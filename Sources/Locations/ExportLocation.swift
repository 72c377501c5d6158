public import BursarModel
public import Posix

/// A place where Alma puts a campus's exports: a folder, or one on an SFTP server.
///
/// The original stays where it is until its fees are published; until then everything that was
/// taken can be taken again, by another host too.
public protocol ExportLocation: Sendable {
    /// As the campus file names it, for messages and for the ledger.
    var address: String { get }

    /// Puts the hub's mark there, or tells whose it is; before anything else is done there.
    ///
    /// Two hubs with two databases would both take an export, and both send it.
    func claim(for owner: OwnerMark) throws(LocationError) -> OwnerMark.Finding

    /// Lists what lies there, against the codes of all campuses that share the location.
    func arrivals(codes: [ProfileCode]) throws(LocationError) -> LocationListing

    /// Looks whether an arrival ends as an export does.
    func end(of arrival: Arrival) throws(LocationError) -> ExportEnd

    /// Brings an arrival into the archive, or tells why it did not come.
    ///
    /// `epoch` is that of the campus's lease.
    func take(
        _ arrival: Arrival,
        into archive: Folder,
        epoch: Int64,
        accepting end: AcceptedEnd
    ) throws(LocationError) -> TakeOutcome

    /// Lets the original of a published export leave the location.
    ///
    /// Only if it is still the file that was taken: what has come in its place is another export.
    func leave(
        _ arrival: Arrival,
        _ manner: AfterPublication
    ) throws(LocationError) -> LeaveOutcome
}

/// What becomes of the original once its fees are published.
public enum AfterPublication: Hashable, Sendable {
    case remove
    /// It stays, and is recognised by its bytes when it is seen again.
    case leave
    /// Into a folder of the location.
    case move(to: FileName)
}

/// What became of it.
public enum LeaveOutcome: Hashable, Sendable {
    /// It was removed or moved, or stays as the campus wants it.
    case done
    /// It was not there any more.
    case gone
    /// Another file has its name: it stays.
    case changed
    /// It could not be removed: it stays, with a warning.
    case stays(Errno)
}

extension ExportLocation {
    /// Whether an arrival can be taken, by its rest and, if that suffices, by its end.
    public func judge(
        _ arrival: Arrival,
        first: Sighting?,
        by rule: RestRule,
        now: Timestamp
    ) throws(LocationError) -> RestVerdict {
        try rule.judge(first: first, look: arrival, now: now) { () throws(LocationError) in
            try end(of: arrival)
        }
    }
}
