import Glibc
import Posix

/// Unix sockets for what stands between a client and the test server.
enum TestSocket {
    static func listen(at path: String) throws -> Int32 {
        let listener = unsafe open(path) { unsafe bind($0, $1, $2) }
        guard listener >= 0, Glibc.listen(listener, 8) == 0 else {
            throw PosixError(.open, Errno(rawValue: errno), path: path)
        }
        return listener
    }

    /// Negative where nobody listens.
    static func connect(to path: String) -> Int32 {
        unsafe open(path) { unsafe Glibc.connect($0, $1, $2) }
    }

    static func read(_ end: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe Glibc.read(end, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    static func write(_ bytes: [UInt8], to end: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func open(
        _ path: String,
        _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let number = Glibc.socket(AF_UNIX, type, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8.prefix(107))
        }
        let result = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe use(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? number : -1
    }
}
