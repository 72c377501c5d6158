internal import Posix

/// PostgreSQL's own programs for taking a database out of its server and putting it back.
///
/// What they write to standard error can quote rows: of it only the first error is kept, up to the
/// first quotation mark.
public struct PostgresDump: Sendable {
    private let address: PostgresAddress

    public init(of address: PostgresAddress) {
        self.address = address
    }

    /// Hands over a dump, in `pg_dump`'s custom format, of what a snapshot shows of the schemas.
    ///
    /// With row security on: a login that may not see all rows gets those that it may see, and no
    /// error. The caller counts.
    public func write(
        schemas: [String],
        snapshot: String,
        deadline: Duration,
        to reader: ([UInt8]) throws -> Void
    ) throws {
        try perform(
            "pg_dump",
            [
                "--format=custom", "--enable-row-security", "--snapshot=\(snapshot)",
                "--lock-wait-timeout=30000", "--no-password", "--dbname=\(address.uri)",
            ] + schemas.map { "--schema=\($0)" },
            deadline,
            reader
        )
    }

    /// Puts a dump back, as one transaction.
    public func restore(from file: String, deadline: Duration) throws {
        try perform(
            "pg_restore",
            [
                "--exit-on-error", "--single-transaction", "--no-password",
                "--dbname=\(address.uri)", "--", file,
            ],
            deadline,
            { _ in }
        )
    }

    /// The rows of each table in a dump, by the table's quoted name.
    public static func rows(in file: String, deadline: Duration) throws -> [String: Int64] {
        var counter = CopyRowCounter()
        try PostgresDump(of: PostgresAddress("")).perform(
            "pg_restore",
            ["--data-only", "--file=-", "--", file],
            deadline
        ) { counter.read($0) }
        return counter.rows
    }

    private func perform(
        _ program: String,
        _ arguments: [String],
        _ deadline: Duration,
        _ reader: ([UInt8]) throws -> Void
    ) throws {
        var environment = ChildProcess.inherited(
            "PATH",
            "HOME",
            "PGHOST",
            "PGPORT",
            "PGUSER",
            "PGPASSWORD",
            "PGPASSFILE",
            "PGSERVICE",
            "PGSERVICEFILE",
            "PGSSLMODE",
            "PGSSLROOTCERT",
            "PGSSLCERT",
            "PGSSLKEY"
        )
        environment["LC_ALL"] = "C"
        // Never among the arguments, where a list of processes shows it.
        if let password = address["password"] { environment["PGPASSWORD"] = password }
        var failure: (any Error)?
        let outcome = try ChildProcess(
            ServerPrograms.client(program),
            arguments,
            environment: environment
        ).run(deadline: deadline) { bytes in
            do {
                try reader(bytes)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        guard outcome.succeeded else {
            throw PostgresDumpError(
                "\(program) failed (\(outcome.status)): \(Self.complaint(in: outcome.errorText))"
            )
        }
    }

    private static func complaint(in text: String) -> String {
        let lines = text.split(separator: "\n")
        let line = lines.first { $0.contains("error:") } ?? lines.first ?? "it said nothing"
        return String(line.prefix { $0 != "\"" })
    }
}
