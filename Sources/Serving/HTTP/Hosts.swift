/// The names by which browsers may reach us.
///
/// A page elsewhere can have its own name point to this machine and then ask as if it were one of
/// ours (DNS rebinding); the name that a browser was told stands in `Host`, and gives it away.
struct Hosts: Sendable {
    /// Nil: any name will do, because nobody gets in without a token.
    private let names: Set<String>?

    init(_ settings: ServingSettings) {
        var names = Set(settings.hosts.map { Self.name(of: $0) })
        if settings.listen.isLoopback {
            names.formUnion(["localhost", "127.0.0.1", "::1", settings.listen.host])
        } else if !names.isEmpty {
            names.insert(settings.listen.host)
        }
        self.names = names.isEmpty ? nil : names
    }

    func includes(_ host: String?) -> Bool {
        guard let names else { return true }
        guard let host else { return false }
        return names.contains(Self.name(of: host))
    }

    /// The name without its port, in lower case.
    static func name(of host: String) -> String {
        let lower = host.lowercased()
        if lower.hasPrefix("["), let end = lower.firstIndex(of: "]") {
            return String(lower[lower.index(after: lower.startIndex)..<end])
        }
        guard let colon = lower.firstIndex(of: ":"), lower.lastIndex(of: ":") == colon else {
            return lower
        }
        return String(lower[..<colon])
    }
}
