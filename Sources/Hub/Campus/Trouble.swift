public import BursarModel
import Failpoints
import Ledger
import Locations
import Posix
public import PostgreSQL

/// Something that kept a campus from being finished, with the next act.
struct Trouble: Error, Sendable {
    var outcome: CampusOutcome
    var message: Message
    var remedy: Message
    /// An error of ours, that makes the whole run end with 70.
    var isFailedAssertion = false
    var isOfTheDatabase = false
    /// A page of the database cannot be read.
    var isDamage = false
    /// A place of the campus is another hub's.
    var isForeign = false
    /// Nobody knows where an output is: until that is settled nothing more is published.
    var isDoubtfulOutput = false

    init(_ outcome: CampusOutcome, _ message: Message, remedy: Message) {
        self.outcome = outcome
        self.message = message
        self.remedy = remedy
    }

    /// Puts an error into words that hold no patron data.
    init(_ error: any Error, at campus: CampusKey? = nil) {
        switch error {
        case let trouble as Trouble: self = trouble
        case let error as HubError: self.init(error)
        case let error as LedgerError: self.init(error)
        case let error as PosixError:
            self.init(.failed, "\(error)", remedy: "put it right; the next run goes on")
        case let error as LocationError:
            self.init(.failed, "\(error)", remedy: error.remedy)
        case let error as PostgresError where error.isOfDamage:
            self.init(
                .failed,
                "a page of the database is damaged: \(Printable(error.description))",
                remedy: PostgresError.damageRemedy
            )
            isOfTheDatabase = true
            isDamage = true
        case let error as PostgresError:
            self.init(
                .failed,
                "\(Printable(error.description))",
                remedy:
                    "the next run goes on where this one stopped; `bursarhub database status` tells more"
            )
            isOfTheDatabase = true
        case let error as TransactionError:
            self.init(error.cause, at: campus)
        case let error as EndRequested: self.init(error, isBegun: true)
        case is FailpointReached:
            self.init(.failed, "a test made it fail", remedy: "run again")
        default:
            self.init(
                .failed,
                campus.map { "an error that nobody foresaw ended campus \($0)" }
                    ?? "an error that nobody foresaw",
                remedy: "report it, with the version and what came before"
            )
            isFailedAssertion = true
        }
    }

    /// The run was to end before the campus was done.
    init(_ cause: EndRequested, isBegun: Bool) {
        let part: Message = isBegun ? "the run was stopped here" : "the run did not come to it"
        self.init(
            .failed,
            "\(part): \(Printable(cause.description))",
            remedy: "the next run takes it up"
        )
    }

    private init(_ error: HubError) {
        switch error {
        case .badConfiguration(let message, let remedy):
            self.init(.configError, message, remedy: remedy)
        case .outputDiffers(let message):
            self.init(.failed, message, remedy: "nothing of it was published; report it")
            isFailedAssertion = true
        case .archiveLost(let message):
            self.init(.failed, message, remedy: "restore the archive from a backup")
        case .badHome(let message), .demonstration(let message):
            self.init(.configError, message, remedy: error.remedy)
        case .foreignOwner(let message, let remedy):
            self.init(.configError, message, remedy: remedy)
            isForeign = true
        case .databaseBehind(let message):
            self.init(.failed, message, remedy: error.remedy)
            isOfTheDatabase = true
        }
    }

    private init(_ error: LedgerError) {
        self.init(.failed, error.message, remedy: "the next run takes it up where it stopped")
        if case .booksDoNotBalance = error { isFailedAssertion = true }
    }
}

extension PostgresError {
    /// What is to be done about a page that cannot be read.
    public static let damageRemedy: Message =
        "look at the server's disk, and bring the database back from a backup (docs/database.md, A damaged page)"
}
