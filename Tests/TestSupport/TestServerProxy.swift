import Dispatch
import Glibc
import Posix
public import PostgreSQL
import Synchronization

/// A way to the test server on which answers get lost.
///
/// It takes one client at a time, on a socket of its own, and hands on everything until its fault.
public final class TestServerProxy: Sendable {
    public enum Fault: Sendable {
        /// Once the client has said this, the server gets it, and the client's session is cut
        /// before the answer.
        case cutsAnswer(to: String)
        /// The same, but the client just hears nothing more.
        case swallowsAnswer(to: String)
        /// The session is cut at the n-th piece that goes through, from either side.
        case cutsPiece(Int)
    }

    public let address: PostgresAddress
    private let folder: ScratchFolder
    private let listener: Int32
    private let target: String
    private let fault: Fault
    private let pieces = Atomic<Int>(0)

    /// How many pieces went through.
    public var pieceCount: Int { pieces.load(ordering: .relaxed) }

    /// For a server whose socket lies in a folder.
    public init(to address: PostgresAddress, _ fault: Fault) throws {
        folder = try ScratchFolder()
        target = "\(address.host ?? "")/.s.PGSQL.\(address.port ?? "5432")"
        let ours = "\(folder.path)/.s.PGSQL.5432"
        let (user, database) = (address.user ?? "", address.database ?? "")
        self.address = PostgresAddress(
            "host=\(folder.path) port=5432 user=\(user) dbname=\(database)"
        )
        self.fault = fault
        listener = unsafe Self.socket(at: ours) { unsafe bind($0, $1, $2) }
        guard listener >= 0, listen(listener, 8) == 0 else {
            throw PosixError(.open, Errno(rawValue: errno), path: ours)
        }
        let (listener, target) = (listener, target)
        DispatchQueue(label: "proxy").async { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else { return }
                let server = unsafe Self.socket(at: target) { unsafe connect($0, $1, $2) }
                if server >= 0 { self.serve(client, server) }
                _ = (close(client), close(server))
            }
        }
    }

    deinit {
        _ = shutdown(listener, Int32(SHUT_RDWR))
        _ = close(listener)
    }

    private func serve(_ client: Int32, _ server: Int32) {
        var answersCount = true
        var said: [UInt8] = []
        while true {
            var ends = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard unsafe poll(&ends, 2, 30_000) > 0 else { return }
            let fromClient = ends[0].revents != 0
            let piece = Self.read(fromClient ? client : server)
            guard !piece.isEmpty else { return }
            let number = pieces.add(1, ordering: .relaxed).newValue
            if case .cutsPiece(number) = fault { return }
            if fromClient {
                said += piece
                Self.write(piece, to: server)
                switch fault {
                case .cutsAnswer(let text) where Self.contains(said, text):
                    _ = Self.read(server)  // it has done it
                    return
                case .swallowsAnswer(let text) where Self.contains(said, text):
                    answersCount = false
                default: break
                }
            } else if answersCount {
                Self.write(piece, to: client)
            }
        }
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(text)
    }

    private static func read(_ end: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe Glibc.read(end, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    private static func write(_ bytes: [UInt8], to end: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe send(end, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func socket(
        at path: String,
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
