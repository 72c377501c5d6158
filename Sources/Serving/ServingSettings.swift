/// How the status server is set up, as the command's options say it.
public struct ServingSettings: Sendable {
    /// Where it listens: an address of this machine, and a port; 0 takes any that is free.
    public var listen: ListenAddress
    /// Names beside the address by which browsers reach it.
    public var hosts: [String] = []
    /// Whose word about users, addresses and https is taken.
    public var proxy: TrustedProxy?
    /// Connections at the same time; more wait until one ends.
    public var mostConnections = 1000
    /// Says every answer, and not only what went wrong.
    public var saysAll = false
    /// A connection without a request, or with one that does not come to its end, is closed then.
    public var idleTime: Duration = .seconds(15)
    /// From the head of a request to the last byte of its answer.
    public var requestTime: Duration = .seconds(40)

    public init(listen: ListenAddress) { self.listen = listen }
}

/// An address of this machine and a port.
public struct ListenAddress: Sendable, Equatable {
    /// An IP address, or `localhost`.
    public var host: String
    public var port: Int

    /// Reads `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080`.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[colon...].dropFirst()),
            (0...65_535).contains(port)
        else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard host == "localhost" || PeerAddress(literal: host) != nil else { return nil }
        self.host = host
        self.port = port
    }

    /// Nobody but this machine reaches it.
    public var isLoopback: Bool { host == "localhost" || PeerAddress(host).isLoopback }
}

/// A proxy that says who its users are.
public struct TrustedProxy: Sendable {
    /// Where it connects from.
    let addresses: Set<PeerAddress>
    let header: String
    let users: ProxyUsersFile

    /// Nil where the header's name or an address is none.
    public init?(header: String, users: ProxyUsersFile, addresses: [String]) {
        let peers = addresses.map { PeerAddress(literal: $0) }
        guard !peers.contains(nil), HeaderName.isOne(header) else { return nil }
        self.header = header
        self.users = users
        self.addresses = Set(peers.compactMap(\.self))
    }

    func isTrusted(_ peer: PeerAddress) -> Bool {
        addresses.isEmpty ? peer.isLoopback : addresses.contains(peer)
    }
}
