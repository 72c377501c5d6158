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
