import Glibc
import Posix

/// Speaks HTTP to a server on this machine, byte by byte, as a client that means no good could.
public struct WebClient: Sendable {
    public let port: UInt16
    /// From which address it comes; all of 127.0.0.0/8 is this machine.
    public var source = "127.0.0.1"

    public init(port: UInt16) { self.port = port }

    public struct Answer: Sendable {
        public let status: Int
        /// By their names in lower case; of one that came twice, both with a line break.
        public let headers: [String: String]
        public let body: String

        /// What two answers are compared by: everything but the time.
        public var withoutTime: [String] {
            ["\(status)", body]
                + headers.filter { $0.key != "date" }.map { "\($0.key): \($0.value)" }.sorted()
        }
    }

    public struct NoAnswer: Error {
        public let bytes: String

        public init(bytes: String) { self.bytes = bytes }
    }

    public func get(_ path: String, _ headers: [String: String] = [:]) throws -> Answer {
        try request("GET", path, headers)
    }

    /// A form as a page of the server itself sends it.
    public func post(
        _ path: String,
        _ form: String,
        _ headers: [String: String] = [:]
    ) throws -> Answer {
        let own = [
            "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin",
        ]
        return try request("POST", path, own.merging(headers) { _, given in given }, body: form)
    }

    /// A request and its answer, on a connection of its own.
    public func request(
        _ method: String,
        _ path: String,
        _ headers: [String: String] = [:],
        body: String? = nil
    ) throws -> Answer {
        var all = ["Host": "localhost", "Connection": "close"].merging(headers) { $1 }
        if let body { all["Content-Length"] = "\(body.utf8.count)" }
        let lines = all.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
        return try Self.parse(exchange("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body ?? "")"))
    }

    /// Sends bytes and reads until the server closes; what it did not say by then, it never says.
    public func exchange(_ text: String, within patience: Duration = .seconds(20)) throws -> String
    {
        let connection = try Connection(to: port, from: source)
        connection.send(text)
        return connection.rest(within: patience).text
    }

    public static func parse(_ text: String) throws -> Answer {
        let bytes = Array(text.utf8)
        let end = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) }
        guard let end else { throw NoAnswer(bytes: text) }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, let status = Int(words[1]) else { throw NoAnswer(bytes: text) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].lowercased()
            let value = String(parts[1].drop { $0 == " " })
            headers[name] = headers[name].map { "\($0)\n\(value)" } ?? value
        }
        let body = String(decoding: bytes[(end + 4)...], as: UTF8.self)
        return Answer(status: status, headers: headers, body: body)
    }

    /// A connection that a test uses piece by piece; it is closed with this value.
    public final class Connection: Sendable {
        private let socket: Int32

        public init(to port: UInt16, from source: String = "127.0.0.1") throws {
            let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            let number = Glibc.socket(AF_INET, type, 0)
            let isBound = unsafe Self.use(source, 0) { unsafe bind(number, $0, $1) } == 0
            let isOpen = unsafe Self.use("127.0.0.1", port) { unsafe connect(number, $0, $1) } == 0
            guard number >= 0, isBound, isOpen else {
                throw PosixError(.open, Errno(rawValue: errno), path: "127.0.0.1:\(port)")
            }
            socket = number
        }

        deinit { close(socket) }

        public func send(_ text: String) {
            TestSocket.write(Array(text.utf8), to: socket)
        }

        /// All that comes until the other side closes, and whether it did.
        public func rest(within patience: Duration) -> (text: String, isClosed: Bool) {
            var bytes: [UInt8] = []
            let end = MonotonicClock.now + patience
            while MonotonicClock.now < end {
                var waiting = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0)]
                let left = Int32((end - MonotonicClock.now) / .milliseconds(1)) + 1
                guard unsafe poll(&waiting, 1, left) > 0 else { break }
                let read = TestSocket.read(socket)
                if read.isEmpty { return (String(decoding: bytes, as: UTF8.self), true) }
                bytes += read
            }
            return (String(decoding: bytes, as: UTF8.self), false)
        }

        private static func use(
            _ host: String,
            _ port: UInt16,
            _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
        ) -> Int32 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = unsafe inet_addr(host)
            return unsafe withUnsafePointer(to: &address) {
                unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
    }
}
