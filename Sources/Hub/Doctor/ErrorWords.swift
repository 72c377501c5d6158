import BursarModel
import Ledger
import Locations
import Posix
import PostgreSQL

/// An error in words that hold no patron data, with the next act.
struct ErrorWords {
    var message: Message
    var remedy: Message

    init(_ error: any Error) {
        switch error {
        case let error as HubError: self.init(error.message, error.remedy)
        case let error as LedgerError: self.init(error.message, ErrorWords.report)
        case let error as LocationError: self.init("\(error)", error.remedy)
        case let error as PosixError: self.init("\(error)", "put it right")
        case let error as EmbeddedServerError:
            self.init("\(Printable(error.message))", "\(Printable(error.remedy))")
        case let error as MigratorError:
            self.init("\(Printable(error.description))", "\(Printable(error.remedy))")
        case let error as PostgresError where error.isOfDamage:
            self.init("\(Printable(error.description))", PostgresError.damageRemedy)
        case let error as PostgresError:
            self.init("\(Printable(error.description))", "see `bursarhub database status`")
        case let error as TransactionError: self.init(error.cause)
        case let trouble as Trouble: self.init(trouble.message, trouble.remedy)
        default: self.init("an error that nobody foresaw", ErrorWords.report)
        }
    }

    private init(_ message: Message, _ remedy: Message) {
        (self.message, self.remedy) = (message, remedy)
    }

    private static let report: Message = "report it, with `bursarhub --version`"
}
