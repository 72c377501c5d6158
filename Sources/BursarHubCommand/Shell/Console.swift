import BursarModel
import Glibc
import Posix
import Status

/// Where results and messages go: results to standard output, everything else to standard error.
struct Console: Sendable {
    var isJSON: Bool
    var isQuiet: Bool
    var isVerbose: Bool
    var style: TerminalStyle

    /// Whether somebody sits before a terminal and sees what goes to standard error.
    static var hasTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    func result(_ text: String) {
        Console.write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO)
    }

    /// A result for people: where the terminal knows no UTF-8, with signs that it knows.
    func report(_ text: String) { result(isJSON ? text : style.shown(text)) }

    /// Something a person should know, though it is no result.
    func message(_ text: String) {
        guard !isQuiet else { return }
        Console.write(text + "\n", to: STDERR_FILENO)
    }

    /// Something only somebody who asked for it wants to know.
    func detail(_ text: String) {
        if isVerbose { message(text) }
    }

    func failure(_ failure: CommandFailure) {
        if isJSON {
            result(
                JSONReport.failure(
                    status: failure.status.rawValue,
                    message: failure.message,
                    remedy: failure.remedy
                )
            )
        } else {
            Console.write(
                "bursarhub: \(failure.message)\n  \(failure.remedy)\n",
                to: STDERR_FILENO
            )
        }
    }

    /// A line on the terminal that the next one replaces.
    func progress(_ line: String) {
        guard !isQuiet, !isJSON, Console.hasTerminal else { return }
        Console.write("\r\u{1B}[K\(line)", to: STDERR_FILENO)
    }

    /// A pipe that has room takes so much at once.
    private static let piece = 4096

    /// Writes all of a text; a reader that went away ends the command's talk, not its work.
    ///
    /// One that is there and does not read is waited for until the process is to end.
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty, waitForRoom(in: descriptor) {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, min(buffer.count, piece))
            }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if errno != EINTR, errno != EAGAIN {
                return
            }
        }
    }

    /// Writes what fits at once, also when the process is to end: a terminal is given back so.
    static func writeLast(_ text: String, to descriptor: Int32) {
        _ = unsafe Array(text.utf8).withUnsafeBytes { buffer in
            unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        }
    }

    /// False where the process is to end and there is none.
    private static func waitForRoom(in descriptor: Int32) -> Bool {
        while true {
            var descriptors = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
            let slice = Int32(EndRequest.slice / .milliseconds(1))
            let count = unsafe poll(&descriptors, 1, slice)
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
            if EndRequest.isMade { return false }
        }
    }
}
