import Glibc

/// A terminal that a person sits before: how large its window is, and what is typed.
public enum Terminal {
    public struct Size: Hashable, Sendable {
        public var rows: Int
        public var columns: Int

        public init(rows: Int, columns: Int) {
            self.rows = rows
            self.columns = columns
        }
    }

    /// The window's size now; nil where it is no terminal, or does not know.
    public static func size(of descriptor: Int32) -> Size? {
        var window = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0,
            window.ws_col > 0
        else { return nil }
        return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
    }

    /// Lets `body` have each key as it is typed, unseen; then the terminal is as it was.
    ///
    /// Ctrl-C is a signal still. Ctrl-Z and Ctrl-\ are keys like others: the program would be
    /// stopped, or ended, with the terminal as `body` has it. Nil where it is no terminal.
    public static func takingKeys<Outcome>(
        of descriptor: Int32,
        _ body: () throws -> Outcome
    ) rethrows -> Outcome? {
        var before = termios()
        guard unsafe tcgetattr(descriptor, &before) == 0 else { return nil }
        var taking = before
        taking.c_lflag &= ~tcflag_t(ICANON | ECHO)
        // Nor may Ctrl-S hold up what is written: the last of it gives the screen back.
        taking.c_iflag &= ~tcflag_t(IXON)
        unsafe withUnsafeMutableBytes(of: &taking.c_cc) { keys in
            unsafe keys[Int(VMIN)] = 1
            unsafe keys[Int(VTIME)] = 0
            unsafe keys[Int(VSUSP)] = 0
            unsafe keys[Int(VQUIT)] = 0
        }
        guard unsafe tcsetattr(descriptor, TCSADRAIN, &taking) == 0 else { return nil }
        defer { _ = unsafe tcsetattr(descriptor, TCSADRAIN, &before) }
        return try body()
    }

    /// What was typed within a slice of time; nil where there is nobody to type any more.
    public static func keys(from descriptor: Int32) -> [UInt8]? {
        var waited = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        let slice = Int32(EndRequest.slice / .milliseconds(1))
        guard unsafe poll(&waited, 1, slice) > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
