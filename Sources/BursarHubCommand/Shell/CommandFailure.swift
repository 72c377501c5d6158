import BursarModel
import Hub
import Ledger
import Locations
import Posix
import PostgreSQL

/// Why a command ends without its result: what is wrong, and the next act.
struct CommandFailure: Error {
    var status: ExitStatus
    var message: String
    var remedy: String

    init(_ status: ExitStatus, _ message: Message, remedy: Message) {
        self.status = status
        self.message = message.text
        self.remedy = remedy.text
    }

    /// Puts an error of the rooms below into words; none of them holds patron data.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure:
            self = failure
        case let error as EmbeddedServerError:
            self.init(.databaseUnfit, Printable(error.message), Printable(error.remedy))
        case MigratorError.database(let error) where error.state == .insufficientPrivilege:
            self.init(error)
        case let error as MigratorError:
            self.init(.databaseUnfit, Printable(error.description), Printable(error.remedy))
        case let error as PostgresError where error.state == .insufficientPrivilege:
            self.init(
                .databaseUnfit,
                Printable(error.description),
                Printable(
                    "give --database the login bursarhub_run; `bursarhub database roles "
                        + "--admin-database URL` puts its grants right"
                )
            )
        case let error as BackupError:
            let isRefused = if case .refused = error { true } else { false }
            self.init(
                isRefused ? .configurationRefused : .databaseUnfit,
                error.message,
                remedy: error.remedy
            )
        case let error as PostgresDumpError:
            self.init(
                .databaseUnfit,
                Printable(error.description),
                Printable(
                    "see `bursarhub database status`; the programs must not be older than the server"
                )
            )
        case let error as ChildProcessError:
            self.init(
                .somebodyMustLook,
                Printable(error.description),
                Printable("install it, or see what hangs, and run the command again")
            )
        case let error as PostgresError where error.isOfDamage:
            self.init(
                .databaseUnfit,
                "a page of the database is damaged: \(Printable(error.description))",
                remedy: PostgresError.damageRemedy
            )
        case let error as PostgresError:
            self.init(
                .databaseUnfit,
                Printable(error.description),
                Printable("see `bursarhub database status`")
            )
        case let error as TransactionError:
            self.init(error.cause)
        case let error as LedgerError:
            self.init(
                .assertionFailed,
                error.message,
                remedy: "nothing was changed; run again, and report it if it comes back"
            )
        case let error as HubError:
            let status: ExitStatus =
                if case .databaseBehind = error { .databaseUnfit } else { .configurationRefused }
            self.init(status, error.message, remedy: error.remedy)
        case let error as DecisionRefusal:
            self.init(
                error.kind == .notApplicable ? .usage : .somebodyMustLook,
                error.message,
                remedy: error.remedy
            )
        case let error as CheckError:
            self.init(.usage, error.message, remedy: error.remedy)
        case let error as EndRequested:
            self.init(
                .somebodyMustLook,
                "the command was stopped: \(Printable(error.description))",
                remedy: "run it again; it goes on where it stopped"
            )
        case let error as PosixError:
            self.init(
                .somebodyMustLook,
                Printable(error.description),
                Printable("put it right and run the command again")
            )
        case let error as LocationError:
            self.init(.somebodyMustLook, "\(error)", remedy: error.remedy)
        default:
            self.init(
                .assertionFailed,
                "an error that nobody foresaw",
                remedy: "report it, with `bursarhub --version` and the command"
            )
        }
    }

    /// The command was to end: what failed on the way to that is no failure of its own.
    mutating func end(because cause: EndRequest.Cause) {
        guard status != .assertionFailed else { return }
        let words = EndRequested(cause: cause).description
        self = CommandFailure(
            .somebodyMustLook,
            "the command was stopped: \(Printable(words))",
            remedy: "run it again; it goes on where it stopped"
        )
    }

    private init(_ status: ExitStatus, _ message: Printable, _ remedy: Printable) {
        self.init(status, "\(message)", remedy: "\(remedy)")
    }
}
