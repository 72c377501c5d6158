import HTTPTypes

/// A proxy that says who its users are.
public struct TrustedProxy: Sendable {
    /// Where it connects from.
    let addresses: Set<PeerAddress>
    let header: HTTPField.Name
    let users: ProxyUsersFile

    /// Nil where the header's name or an address is none.
    public init?(header: String, users: ProxyUsersFile, addresses: [String]) {
        let peers = addresses.map { PeerAddress(literal: $0) }
        guard !peers.contains(nil), let name = HTTPField.Name(header) else { return nil }
        self.header = name
        self.users = users
        self.addresses = Set(peers.compactMap(\.self))
    }

    func isTrusted(_ peer: PeerAddress) -> Bool {
        addresses.isEmpty ? peer.isLoopback : addresses.contains(peer)
    }
}
