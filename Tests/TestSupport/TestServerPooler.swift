import Dispatch
import Glibc
public import PostgreSQL

/// A pooler before the test server, that lends a client another session for each transaction.
///
/// Two sessions take turns, which is what a transaction pooler may do at any time. One client at a
/// time, on a socket of its own.
public final class TestServerPooler: Sendable {
    public let address: PostgresAddress
    private let folder: ScratchFolder
    private let listener: Int32

    /// For a server whose socket lies in a folder.
    public init(to address: PostgresAddress) throws {
        folder = try ScratchFolder()
        let target = "\(address.host ?? "")/.s.PGSQL.\(address.port ?? "5432")"
        listener = try TestSocket.listen(at: "\(folder.path)/.s.PGSQL.5432")
        let (user, database) = (address.user ?? "", address.database ?? "")
        self.address = PostgresAddress(
            "host=\(folder.path) port=5432 user=\(user) dbname=\(database)"
        )
        let listener = listener
        DispatchQueue(label: "pooler").async {
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                let sessions = [TestSocket.connect(to: target), TestSocket.connect(to: target)]
                TestServerPooler.serve(client, sessions)
                for end in sessions + [client] { _ = close(end) }
            }
        }
    }

    deinit {
        _ = shutdown(listener, Int32(SHUT_RDWR))
        _ = close(listener)
    }

    private static func serve(_ client: Int32, _ sessions: [Int32]) {
        let login = TestSocket.read(client)
        guard !login.isEmpty else { return }
        for session in sessions { TestSocket.write(login, to: session) }
        guard let greeting = answer(of: sessions[0]), answer(of: sessions[1]) != nil else { return }
        TestSocket.write(greeting, to: client)
        var turn = 0
        while true {
            let said = TestSocket.read(client)
            guard !said.isEmpty else { return }
            TestSocket.write(said, to: sessions[turn])
            guard let answer = answer(of: sessions[turn]) else { return }
            TestSocket.write(answer, to: client)
            // `ReadyForQuery` ends with the state: in a transaction the session stays.
            if answer.last == UInt8(ascii: "I") { turn = 1 - turn }
        }
    }

    /// All up to `ReadyForQuery`; nil where the session ended.
    private static func answer(of session: Int32) -> [UInt8]? {
        var said: [UInt8] = []
        while Array(said.suffix(6).prefix(5)) != [UInt8(ascii: "Z"), 0, 0, 0, 5] {
            let piece = TestSocket.read(session)
            guard !piece.isEmpty else { return nil }
            said += piece
        }
        return said
    }
}
