import Dispatch
import Glibc
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
        /// What the server says is changed where it says this, into a text of the same length.
        case misquotes(String, as: String)
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
        listener = try TestSocket.listen(at: ours)
        let (listener, target) = (listener, target)
        DispatchQueue(label: "proxy").async { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else { return }
                let server = TestSocket.connect(to: target)
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
            let piece = TestSocket.read(fromClient ? client : server)
            guard !piece.isEmpty else { return }
            let number = pieces.add(1, ordering: .relaxed).newValue
            if case .cutsPiece(number) = fault { return }
            if fromClient {
                said += piece
                TestSocket.write(piece, to: server)
                switch fault {
                case .cutsAnswer(let text) where Self.contains(said, text):
                    _ = TestSocket.read(server)  // it has done it
                    return
                case .swallowsAnswer(let text) where Self.contains(said, text):
                    answersCount = false
                default: break
                }
            } else if answersCount {
                TestSocket.write(fault.heard(piece), to: client)
            }
        }
    }

    private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(text)
    }
}

extension TestServerProxy.Fault {
    /// A piece of an answer as it reaches the client.
    fileprivate func heard(_ piece: [UInt8]) -> [UInt8] {
        guard case .misquotes(let truth, let lie) = self else { return piece }
        return piece.replacing(Array(truth.utf8), with: Array(lie.utf8))
    }
}
