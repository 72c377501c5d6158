public import BursarModel

/// A folder on a server, with what proves the server to the hub and the hub to the server.
public struct ServerAccess: Hashable, Sendable {
    public var address: ServerAddress
    /// The server's public key, as in a known_hosts line without the name: `ssh-ed25519 AAAA…`.
    public var hostKey: String?
    /// The file of the private key the hub logs in with.
    public var key: FolderPath?

    public init(address: ServerAddress, hostKey: String? = nil, key: FolderPath? = nil) {
        self.address = address
        self.hostKey = hostKey
        self.key = key
    }
}
