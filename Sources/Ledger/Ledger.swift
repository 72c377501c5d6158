public import BursarModel
public import PostgreSQL

/// Everything that is asked of the database about campuses, in the words of the contract.
///
/// One value works through one connection, on one thread. Where it writes for a campus, it does so
/// under a `Claim`, and a claim that was lost stops the write before it changes a row.
public final class Ledger {
    let connection: PostgresConnection
    /// The fees of the campus under work; an error in the middle of an export leaves its COPY open.
    var staging: FeeStaging?
    /// Until when the campus under work is surely ours, by the clock of deadlines.
    var leaseEnd: Duration = .zero
    /// With whose rights the session reads at this moment; nil: with its login's own.
    var viewer: Viewer?

    public init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// Whether the connection died, so that another must be opened.
    public var isBroken: Bool { connection.isBroken }
}

/// Why the ledger refuses to go on for a campus.
public enum LedgerError: Error, Equatable {
    /// The lease has expired, or somebody else works on the campus now, under a newer epoch.
    case claimLost(CampusKey)
    /// A row was not in the state that it must be in; nothing was changed.
    case unexpectedState(Message)
    /// The books do not balance: an error of ours, never of the input.
    case booksDoNotBalance(CampusKey, Message)

    public var message: Message {
        switch self {
        case .claimLost(let campus):
            "the claim on campus \(campus) was lost: its lease expired, or another hub took over"
        case .unexpectedState(let message): message
        case .booksDoNotBalance(let campus, let message):
            "the books of campus \(campus) do not balance: \(message)"
        }
    }
}
