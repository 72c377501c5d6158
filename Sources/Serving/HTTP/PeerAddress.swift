import NIOCore

/// An IP address as it is compared.
struct PeerAddress: Hashable, Sendable {
    let text: String

    /// An IPv4 address that came through an IPv6 socket is the same address.
    init(_ text: String) {
        let lower = text.lowercased()
        let mapped = "::ffff:"
        self.text =
            lower.hasPrefix(mapped) && lower.contains(".")
            ? String(lower.dropFirst(mapped.count)) : lower
    }

    /// Reads an address, nil for what is none: a name is not looked up.
    init?(literal text: String) {
        do {
            self.init(try SocketAddress(ipAddress: text, port: 0).ipAddress ?? "")
        } catch {
            return nil
        }
    }

    var isLoopback: Bool { text == "::1" || text.hasPrefix("127.") }
}
