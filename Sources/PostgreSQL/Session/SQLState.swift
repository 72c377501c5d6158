/// PostgreSQL's five characters for what went wrong.
///
/// A struct and no enum: the codes are PostgreSQL's, and a server may send one that is not named
/// here. Source: appendix A of the PostgreSQL manual.
public struct SQLState: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The first two characters: `22` is a value that does not fit, `23` a broken constraint.
    public var errorClass: Substring { rawValue.prefix(2) }
}

extension SQLState {
    public static let notNullViolation = SQLState(rawValue: "23502")
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    public static let uniqueViolation = SQLState(rawValue: "23505")
    public static let checkViolation = SQLState(rawValue: "23514")
    public static let exclusionViolation = SQLState(rawValue: "23P01")

    public static let inFailedTransaction = SQLState(rawValue: "25P02")
    public static let idleInTransactionTimeout = SQLState(rawValue: "25P03")
    public static let readOnlyTransaction = SQLState(rawValue: "25006")

    public static let serializationFailure = SQLState(rawValue: "40001")
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    public static let lockNotAvailable = SQLState(rawValue: "55P03")

    public static let invalidAuthorization = SQLState(rawValue: "28000")
    public static let invalidPassword = SQLState(rawValue: "28P01")
    public static let databaseMissing = SQLState(rawValue: "3D000")
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    public static let syntaxError = SQLState(rawValue: "42601")
    public static let tableMissing = SQLState(rawValue: "42P01")
    public static let schemaMissing = SQLState(rawValue: "3F000")
    public static let raised = SQLState(rawValue: "P0001")

    public static let diskFull = SQLState(rawValue: "53100")
    public static let outOfMemory = SQLState(rawValue: "53200")
    public static let tooManyConnections = SQLState(rawValue: "53300")

    public static let queryCanceled = SQLState(rawValue: "57014")
    public static let adminShutdown = SQLState(rawValue: "57P01")
    public static let crashShutdown = SQLState(rawValue: "57P02")
    public static let cannotConnectNow = SQLState(rawValue: "57P03")
    public static let databaseDropped = SQLState(rawValue: "57P04")
    public static let dataCorrupted = SQLState(rawValue: "XX001")
    public static let indexCorrupted = SQLState(rawValue: "XX002")
}
