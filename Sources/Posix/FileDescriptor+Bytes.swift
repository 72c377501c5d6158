import Glibc

extension FileDescriptor {
    /// Reads what comes next, at most as much as the buffer holds; 0 at the end of the file.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(PosixError) -> Int {
        try counted(.read) {
            unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
        }
    }

    /// The same into an array that keeps its length, whatever was read.
    public func read(into buffer: inout [UInt8]) throws(PosixError) -> Int {
        try counted(.read) {
            unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress, $0.count)
            }
        }
    }

    /// The bytes from `offset` on: as many as asked for, or up to the end of the file.
    public func bytes(at offset: Int64, count: Int) throws(PosixError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = try counted(.pread) {
                unsafe bytes.withUnsafeMutableBytes {
                    unsafe pread(
                        number,
                        $0.baseAddress?.advanced(by: filled),
                        count - filled,
                        off_t(offset) + filled
                    )
                }
            }
            if got == 0 { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    private func counted(
        _ call: SystemCall,
        by take: () -> Int
    ) throws(PosixError) -> Int {
        while true {
            let count = take()
            if count >= 0 { return count }
            let error = PosixError(call, path: path)
            guard error.errno == .interrupted else { throw error }
        }
    }

    /// Writes all of it behind what was written before.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(PosixError) {
        try unsafe writeAll(bytes, .write) { rest, _ in
            unsafe Glibc.write(number, rest.baseAddress, rest.count)
        }
    }

    public func write(_ bytes: Span<UInt8>) throws(PosixError) {
        try unsafe bytes.withUnsafeBytes { (bytes) throws(PosixError) in
            try unsafe write(bytes)
        }
    }

    public func write(_ bytes: [UInt8]) throws(PosixError) {
        try write(bytes.span)
    }

    /// Writes all of it over what stands at `offset`, such as a header that is known last.
    public func write(_ bytes: [UInt8], at offset: Int64) throws(PosixError) {
        try unsafe bytes.span.withUnsafeBytes { (bytes) throws(PosixError) in
            try unsafe writeAll(bytes, .pwrite) { rest, written in
                unsafe pwrite(number, rest.baseAddress, rest.count, off_t(offset) + written)
            }
        }
    }

    private func writeAll(
        _ bytes: UnsafeRawBufferPointer,
        _ call: SystemCall,
        by put: (_ rest: UnsafeRawBufferPointer, _ written: Int) -> Int
    ) throws(PosixError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe put(
                UnsafeRawBufferPointer(rebasing: bytes[written...]),
                written
            )
            if count > 0 {
                written += count
            } else {
                // A write of no bytes at all is a full disk that does not say so.
                let error =
                    count == 0
                    ? PosixError(call, .noSpace, path: path) : PosixError(call, path: path)
                guard error.errno == .interrupted else { throw error }
            }
        }
    }
}
