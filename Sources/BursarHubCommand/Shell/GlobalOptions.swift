import ArgumentParser
import BursarModel
import Glibc
import Hub
import PostgreSQL
import Status

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
    static let defaultHome = "./var"

    @Option(help: "The hub's own folder (environment: BURSARHUB_HOME; default: ./var).")
    var home: String?

    @Option(
        help:
            "A libpq URI or service (environment: BURSARHUB_DATABASE). Without it: a private PostgreSQL under the home, made and started on demand."
    )
    var database: String?

    @Flag(help: "Machine-readable results on standard output, and nothing else there.")
    var json = false

    @Flag(help: "No messages.")
    var quiet = false

    @Flag(help: "More messages.")
    var verbose = false

    @Flag(name: .customLong("no-color"), help: "No colours (also with NO_COLOR set).")
    var noColor = false

    var homePath: String { home ?? Environment["BURSARHUB_HOME"] ?? GlobalOptions.defaultHome }

    /// Nil: the embedded database.
    var databaseAddress: PostgresAddress? {
        (database ?? Environment["BURSARHUB_DATABASE"]).map(PostgresAddress.init)
    }

    /// How long a server that is away is waited for (`BURSARHUB_PATIENCE`, in seconds).
    var patience: Duration {
        get throws {
            guard let text = Environment["BURSARHUB_PATIENCE"] else { return .seconds(60) }
            guard let seconds = Int(text), (0...3600).contains(seconds) else {
                throw CommandFailure(
                    .usage,
                    "BURSARHUB_PATIENCE is no number of seconds from 0 to 3600",
                    remedy: "correct it, or leave it out: then it is 60"
                )
            }
            return .seconds(seconds)
        }
    }

    var console: Console {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        return Console(
            isJSON: json,
            isQuiet: quiet,
            isVerbose: verbose,
            style: TerminalStyle(
                colour: !noColor && Environment["NO_COLOR"] == nil && isTerminal,
                isUTF8: !isTerminal || Environment.isUTF8
            )
        )
    }
}

/// The environment, where an empty variable is none.
enum Environment {
    static subscript(name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Whether the locale of this terminal's characters is one of UTF-8.
    static var isUTF8: Bool {
        let locale = Environment["LC_ALL"] ?? Environment["LC_CTYPE"] ?? Environment["LANG"] ?? ""
        return locale.lowercased().filter { $0 != "-" }.contains("utf8")
    }
}
