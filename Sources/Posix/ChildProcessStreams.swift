import CPosix
import Glibc

/// The three pipes to a program, and what has gone through them.
struct ChildProcessStreams: ~Copyable {
    private(set) var childInput: Int32 = -1
    private(set) var childOutput: Int32 = -1
    private(set) var childError: Int32 = -1
    private(set) var output: [UInt8] = []
    private(set) var error: [UInt8] = []
    private(set) var isCut = false

    private var input: Int32 = -1
    private var outputEnd: Int32 = -1
    private var errorEnd: Int32 = -1
    private var unwritten: ArraySlice<UInt8>
    private let limit: Int

    init(for child: ChildProcess) throws(ChildProcessError) {
        unwritten = child.standardInput[...]
        limit = child.outputLimit
        var results = unsafe [bh_pipe(&childInput, &input)]
        unsafe results.append(bh_pipe(&outputEnd, &childOutput))
        unsafe results.append(bh_pipe(&errorEnd, &childError))
        if let failure = results.first(where: { $0 != 0 }) {
            throw ChildProcessError(child.executable, .noPipe(Errno(rawValue: failure)))
        }
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        if unwritten.isEmpty { Self.close(&input) }
    }

    deinit {
        for end in [childInput, childOutput, childError, input, outputEnd, errorEnd] where end >= 0
        {
            _ = Glibc.close(end)
        }
    }

    /// What the program has inherited; without it, its end shows at ours.
    mutating func closeChildEnds() {
        Self.close(&childInput)
        Self.close(&childOutput)
        Self.close(&childError)
    }

    /// Waits until something can be moved or `other` is readable, and moves it; false if nothing
    /// was.
    @discardableResult
    mutating func move(waiting: Duration, for other: Int32) -> Bool {
        // poll passes over negative numbers.
        var descriptors = [
            pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: other, events: Int16(POLLIN), revents: 0),
        ]
        let milliseconds = Int32(min((waiting / .milliseconds(1)).rounded(.up), 3_600_000))
        guard unsafe poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else {
            return false
        }
        if descriptors[0].revents != 0 { writeInput() }
        if descriptors[1].revents != 0 {
            if !Self.read(from: &outputEnd, into: &output, limit: limit) { isCut = true }
        }
        if descriptors[2].revents != 0 {
            if !Self.read(from: &errorEnd, into: &error, limit: limit) { isCut = true }
        }
        return true
    }

    /// Hands over what has come on standard output and keeps none of it; what the reader says.
    mutating func handOver(to reader: ([UInt8]) -> Bool) -> Bool {
        guard !output.isEmpty else { return true }
        defer { output.removeAll(keepingCapacity: true) }
        return reader(output)
    }

    /// A program may end, or close its input, before it has read everything: that is its affair.
    private mutating func writeInput() {
        let count = unsafe unwritten.withUnsafeBytes {
            unsafe bh_write_to_pipe(input, $0.baseAddress, $0.count)
        }
        if count > 0 { unwritten = unwritten.dropFirst(count) }
        let mayGoOn = count >= 0 || count == -Int(EAGAIN) || count == -Int(EINTR)
        if unwritten.isEmpty || !mayGoOn { Self.close(&input) }
    }

    /// Reads what is there; false where bytes beyond the limit were dropped.
    private static func read(
        from end: inout Int32,
        into bytes: inout [UInt8],
        limit: Int
    ) -> Bool {
        var isWhole = true
        let count = unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) {
            let count = unsafe Glibc.read(end, $0.baseAddress, $0.count)
            let kept = min(max(count, 0), limit - bytes.count)
            unsafe bytes.append(contentsOf: $0[..<kept])
            isWhole = kept >= count
            return count
        }
        if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { close(&end) }
        return isWhole
    }

    private static func close(_ end: inout Int32) {
        if end >= 0 { _ = Glibc.close(end) }
        end = -1
    }
}
