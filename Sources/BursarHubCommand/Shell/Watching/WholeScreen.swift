import BursarModel
import Glibc
import Posix
import Status

/// The whole screen of a terminal: pictures in place of each other, and what was there before
/// afterwards.
///
/// It is the alternate screen, so that hours of watching leave nothing among what was there. A
/// process that is killed leaves the terminal with it; it would leave it without echo anyway, and
/// `reset` cures both.
struct WholeScreen {
    private static let begin = "\u{1B}[?1049h\u{1B}[?25l"
    private static let end = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"
    private static let usual = Terminal.Size(rows: 24, columns: 80)

    /// Whether there is a terminal to show on, and one to be typed at.
    static var isThere: Bool {
        isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 && Environment["TERM"] != "dumb"
    }

    /// Shows what `lines` makes for a window of a size, until q is typed or the process is to end.
    ///
    /// It is asked several times a second; what has not changed is not written.
    func show(_ lines: (Terminal.Size) -> [String]) -> Bool {
        let isDone: Void? = Terminal.takingKeys(of: STDIN_FILENO) {
            Console.write(WholeScreen.begin, to: STDOUT_FILENO)
            defer { Console.writeLast(WholeScreen.end, to: STDOUT_FILENO) }
            var shown: (size: Terminal.Size, lines: [String])?
            while !EndRequest.isMade {
                let size = Terminal.size(of: STDOUT_FILENO) ?? WholeScreen.usual
                let lines = lines(size)
                if shown?.size != size || shown?.lines != lines {
                    Console.write(WholeScreen.picture(of: lines, in: size), to: STDOUT_FILENO)
                    shown = (size, lines)
                }
                guard let keys = Terminal.keys(from: STDIN_FILENO) else { return }
                if keys.contains(where: { $0 == UInt8(ascii: "q") || $0 == UInt8(ascii: "Q") }) {
                    return
                }
            }
        }
        return isDone != nil
    }

    /// Written over the last one, line by line, so that nothing flickers.
    ///
    /// Each line is emptied before it is written: after one as wide as the window it would be its
    /// last sign that goes.
    private static func picture(of lines: [String], in size: Terminal.Size) -> String {
        let rest = lines.count < size.rows ? "\r\n\u{1B}[J" : ""
        return "\u{1B}[H" + lines.map { "\u{1B}[2K" + $0 }.joined(separator: "\r\n") + rest
    }
}
