/// An address of the web that goes over TLS, or does not leave this machine.
enum WebAddress {
    static func isUsable(_ text: String) -> Bool {
        guard text.utf8.count <= 2000, text.utf8.allSatisfy(isPlain) else { return false }
        for (scheme, mayBeAnywhere) in [("https://", true), ("http://", false)]
        where text.hasPrefix(scheme) {
            let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
            guard !host.isEmpty, !host.contains("@") else { return false }
            let name =
                host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
            return !name.isEmpty && (mayBeAnywhere || isLoopback(name))
        }
        return false
    }

    static func isLoopback(_ host: some StringProtocol) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains(String(host))
    }

    /// What may stand in an address bare: nothing that curl's own language or a header could take
    /// for something else.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"\\<>^`{|}".utf8.contains(byte)
    }
}
