internal import Posix

/// One connection to a server by OpenSSH's own `sftp`, from login to the end of a batch.
///
/// Of the ways tried it is the one that renames at once, refuses a taken name, and cannot skip the
/// check of the host's key by accident.
struct SFTPSession: Sendable {
    let access: SFTPAccess
    /// A name that is looked for along `PATH`.
    let executable: String

    init(access: SFTPAccess, executable: String = "sftp") {
        self.access = access
        self.executable = executable
    }

    /// A location of 200,000 files fits.
    private static let outputLimit = 32 << 20

    struct Answer: Sendable {
        var lines: [String]
        /// More was said than a listing holds.
        var isCut: Bool
    }

    /// For what moves few bytes: connecting, listing, renaming.
    static let shortDeadline: Duration = .seconds(120)

    /// For a file: a slow line is allowed for, a stalled one is not.
    static func deadline(bytes: Int64) -> Duration {
        shortDeadline + .seconds(bytes / (128 * 1024))
    }

    /// Enters the folder and runs a batch there, to its end or to its first failure.
    func run(
        deadline: Duration = SFTPSession.shortDeadline,
        _ build: (inout SFTPBatch) throws(SFTPBatch.Failure) -> Void
    ) throws(SFTPFailure) -> Answer {
        var batch = SFTPBatch()
        do {
            try batch.enter(access.address.path)
            batch.mark()
            try build(&batch)
        } catch {
            throw SFTPFailure(access.address, .unfitName)
        }
        return try run(batch, deadline: deadline)
    }

    /// One entry of the folder; nil where there is none of this name.
    func entry(_ name: String) throws(SFTPFailure) -> SFTPEntry? {
        do throws(SFTPFailure) {
            return try run { (batch) throws(SFTPBatch.Failure) in try batch.list(name) }
                .entries.first { $0.name == name }
        } catch {
            guard error.reason == .missing else { throw error }
            return nil
        }
    }

    private func run(
        _ batch: SFTPBatch,
        deadline: Duration
    ) throws(SFTPFailure) -> Answer {
        var arguments = ["-b", "-", "-F", "none", "-P", String(access.address.port)]
        arguments += access.options + ["--", access.address.destination]
        // Times are listed in the zone of this process, and in the words of this locale.
        var environment = ChildProcess.inherited("PATH", "HOME")
        environment["TZ"] = "UTC"
        environment["LC_ALL"] = "C"
        let sftp = ChildProcess(
            executable,
            arguments,
            environment: environment,
            standardInput: Array(batch.text.utf8),
            outputLimit: SFTPSession.outputLimit
        )
        let outcome: ChildProcess.Outcome
        do {
            outcome = try sftp.run(deadline: deadline)
        } catch {
            throw SFTPFailure(access.address, error)
        }
        let lines = outcome.outputText.split(separator: "\n").map(String.init)
        guard outcome.succeeded else {
            throw SFTPFailure(access.address, outcome, lines: lines)
        }
        let whole = outcome.isCut ? lines.dropLast() : lines[...]
        return Answer(lines: Array(whole), isCut: outcome.isCut)
    }
}

extension SFTPSession.Answer {
    /// What the lines list; a line that is none of a listing is passed over.
    var entries: [SFTPEntry] {
        let now = WallClock.now
        return lines.compactMap { SFTPEntry(line: $0, now: now) }
    }
}
