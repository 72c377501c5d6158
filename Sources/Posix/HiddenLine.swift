import CPosix
import Glibc

/// A line that a person types and that nobody else shall see.
public enum HiddenLine {
    /// No id comes near.
    private static let longest = 1024

    /// Reads a line from standard input: without echo from a terminal, as it comes from a pipe.
    ///
    /// The terminal shows what is typed again when this returns, also where a signal ends it.
    ///
    /// `prompt` goes to standard error, where there is a terminal.
    ///
    /// - Returns: the line without its end; nil where the input ended before there was anything.
    public static func read(prompt: String) throws(PosixError) -> String? {
        unsafe try withBuffer { line throws(PosixError) in
            let count =
                unsafe isatty(STDIN_FILENO) == 1
                ? bh_read_hidden_line(STDIN_FILENO, prompt, line.baseAddress, line.count)
                : pipedLine(into: line)
            guard count >= 0 else {
                throw PosixError(.read, Errno(rawValue: Int32(-count)), path: "standard input")
            }
            guard count > 0 else { return nil }
            let bytes = unsafe UnsafeRawBufferPointer(line).prefix(count)
            return unsafe String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
        }
    }

    /// Lends memory that is overwritten when it is given back.
    @unsafe private static func withBuffer<Result>(
        _ body: (UnsafeMutableBufferPointer<CChar>) throws(PosixError) -> Result
    ) throws(PosixError) -> Result {
        let line = UnsafeMutableBufferPointer<CChar>.allocate(capacity: longest)
        defer {
            unsafe bh_forget(line.baseAddress, line.count)
            unsafe line.deallocate()
        }
        return try unsafe body(line)
    }

    /// - Returns: as C's function: the count, 0 at the end, or the negative errno.
    @unsafe private static func pipedLine(into line: UnsafeMutableBufferPointer<CChar>) -> Int {
        var count = 0
        while count < line.count {
            let got = unsafe Glibc.read(STDIN_FILENO, line.baseAddress?.advanced(by: count), 1)
            if got < 0, errno == EINTR { continue }
            if got < 0 { return -Int(errno) }
            if got == 0 { return count }
            count += 1
            if unsafe line[count - 1] == 0x0A { return count }
        }
        return -Int(EMSGSIZE)
    }
}
