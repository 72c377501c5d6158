import Glibc

extension FileDescriptor {
    /// Reads what comes next, at most as much as the buffer holds; 0 at the end of the file.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(PosixError) -> Int {
        while true {
            let count = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let error = PosixError(.read, path: path)
            guard error.errno == .interrupted else { throw error }
        }
    }

    /// The bytes from `offset` on: as many as asked for, or up to the end of the file.
    public func bytes(at offset: Int64, count: Int) throws(PosixError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let (place, rest) = (off_t(offset) + filled, count - filled)
            let got = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(number, $0.baseAddress?.advanced(by: filled), rest, place)
            }
            if got == 0 { break }
            if got > 0 {
                filled += got
            } else {
                let error = PosixError(.pread, path: path)
                guard error.errno == .interrupted else { throw error }
            }
        }
        bytes.removeLast(count - filled)
        return bytes
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
