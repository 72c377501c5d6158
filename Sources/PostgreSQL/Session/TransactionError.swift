/// A transaction that failed, and whose rollback failed too.
///
/// Without this type the second error would hide the first, which is the one to mend. The server
/// ends the transaction itself once it sees that the session is gone.
public struct TransactionError: Error {
    public let cause: any Error
    public let rollback: PostgresError

    public init(cause: any Error, rollback: PostgresError) {
        self.cause = cause
        self.rollback = rollback
    }
}

extension TransactionError: CustomStringConvertible {
    public var description: String { "\(cause); then the rollback failed: \(rollback)" }
}
