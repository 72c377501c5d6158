internal import Glibc

/// The sessions to try for an address, one host after the other.
///
/// libpq goes through the hosts of an address itself, but without blocking it never gives up a
/// silent one: one dead machine would use up the time for all. So each host is an attempt with a
/// deadline of its own.
struct ConnectionAttempts {
    private let parameterLists: [[(keyword: String, value: String)]]

    init(_ address: PostgresAddress, applicationName: String) throws(PostgresError) {
        guard let given = address.parameters else {
            throw PostgresError(
                .addressUnusable,
                message: "the database's address is neither a libpq URI nor `keyword=value` words"
            )
        }
        var common = given.filter { !Self.hostKeywords.contains($0.keyword) }
            .map { (keyword: $0.keyword, value: $0.value) }
        func add(_ keyword: String, _ value: String, always: Bool = false) {
            if always { common.removeAll { $0.keyword == keyword } }
            guard !common.contains(where: { $0.keyword == keyword }) else { return }
            common.append((keyword, value))
        }
        add("application_name", applicationName, always: true)
        add("client_encoding", "UTF8", always: true)
        // No session is ever secured by Kerberos: what is asked of one is asked of TLS.
        add("gssencmode", "disable", always: true)
        let hosts = Self.hosts(of: address)
        // A service speaks for itself: what is said here would take the place of what it says.
        if address["service"] == nil, unsafe getenv("PGSERVICE") == nil {
            add("tcp_user_timeout", "15000")
            add("keepalives_idle", "10")
        }
        parameterLists = Self.preferences(of: address).flatMap { preference in
            hosts.map { host in
                common.filter { preference == nil || $0.keyword != "target_session_attrs" } + host
                    + (preference.map { [("target_session_attrs", $0)] } ?? [])
            }
        }
    }

    /// The first session that comes to be; else the first error, or one in which a server spoke.
    func open(within duration: Duration) throws(PostgresError) -> LibPQSession {
        var failure: PostgresError?
        for parameters in parameterLists {
            do {
                return try LibPQSession.open(parameters, until: Deadline(in: duration))
            } catch {
                if failure == nil || (failure?.state == nil && error.state != nil) {
                    failure = error
                }
            }
        }
        throw failure ?? PostgresError(.addressUnusable, message: "the address has no host")
    }

    private static let hostKeywords = ["host", "hostaddr", "port"]

    /// `host`, `hostaddr` and `port` are lists of equal length; one port may stand for all.
    private static func hosts(of address: PostgresAddress) -> [[(keyword: String, value: String)]] {
        let lists = hostKeywords.map { keyword in
            (
                keyword,
                (address[keyword] ?? "").split(separator: ",", omittingEmptySubsequences: false)
            )
        }
        let count = lists.map(\.1.count).max() ?? 1
        return (0..<max(count, 1)).map { index in
            lists.compactMap { keyword, values in
                let value =
                    values.count == 1 ? values[0] : index < values.count ? values[index] : ""
                return value.isEmpty ? nil : (keyword, String(value))
            }
        }
    }

    /// libpq asks all hosts for a standby before it takes any other; one host at a time, that is
    /// two rounds.
    private static func preferences(of address: PostgresAddress) -> [String?] {
        address["target_session_attrs"] == "prefer-standby" ? ["standby", "any"] : [nil]
    }
}
