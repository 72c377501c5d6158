public import Posix

/// Where outputs are delivered: a folder, or one on an SFTP server.
///
/// The ledger knows of a delivery before the outbox shows it: an output in doubt can be cleared, a
/// double charge cannot.
public protocol Outbox: Sendable {
    /// As the campus file names it, for messages and for the ledger.
    var address: String { get }

    /// Puts the hub's mark there, or tells whose it is; before anything else is done there.
    ///
    /// Two hubs with two databases would both publish there, each what it knows.
    func claim(for owner: OwnerMark) throws(LocationError) -> OwnerMark.Finding

    /// Where outputs are made and wait until they are published.
    var staging: StagingArea { get }

    /// Whether an answer to `publish` can be lost, so that the caller must have recorded the output
    /// as in doubt before it calls.
    var canLoseAnswers: Bool { get }

    /// Does all that can be done before the output becomes visible; may be done again.
    func prepare(_ output: StagedOutput) throws(LocationError)

    /// Makes the output visible under its name, at once and whole, and never over another file.
    func publish(_ output: StagedOutput) -> PublishVerdict

    /// Takes away what was prepared for an output that is to go there under another name.
    func withdraw(_ output: StagedOutput) throws(LocationError)

    /// Whether the output is seen there, of its size and without a trace of having stopped half-way.
    ///
    /// False also once somebody has collected it, so it never decides whether to send anything.
    func wasDelivered(_ output: StagedOutput) throws(LocationError) -> Bool
}

/// An output whose bytes are fixed and lie in the staging folder.
public struct StagedOutput: Hashable, Sendable {
    /// Its name in the staging folder.
    public let stagedName: FileName
    /// Its name in the outbox.
    public let name: FileName
    public let size: Int64
    /// The home that planned it, whose staging folder it lies in.
    public let home: String

    public init(stagedName: FileName, name: FileName, size: Int64, home: String) {
        self.stagedName = stagedName
        self.name = name
        self.size = size
        self.home = home
    }
}

/// What is known of an output after an attempt to publish it.
public enum PublishVerdict: Hashable, Sendable {
    /// It is in the outbox.
    case published
    /// It was brought there by an earlier attempt, which could not tell any more.
    case publishedEarlier
    /// It stays staged: another file has its name.
    case targetExists
    /// It stays staged, and the next run tries again.
    case surelyNotPublished(Errno)
    /// Nobody knows; a person must look, and the campus publishes nothing more until then.
    case inDoubt(Errno)
}
