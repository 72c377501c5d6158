/// How a session reaches its server, as libpq settled it from address, service and environment.
public struct PostgresWay: Sendable, Equatable {
    /// A name, an address, or the folder of a socket.
    public let host: String
    /// What libpq calls `sslmode`; only `verify-full` proves that the server is the one named.
    public let sslMode: String
    /// What libpq calls `channel_binding`; `require` keeps a password from going to another server.
    public let channelBinding: String

    init(_ session: LibPQSession?) {
        self.init(
            host: session?.host ?? "",
            sslMode: session?.option("sslmode") ?? "",
            channelBinding: session?.option("channel_binding") ?? ""
        )
    }

    init(host: String, sslMode: String, channelBinding: String) {
        (self.host, self.sslMode, self.channelBinding) = (host, sslMode, channelBinding)
    }

    /// A socket or the loopback interface: nothing leaves the machine.
    public var staysOnThisMachine: Bool {
        host.isEmpty || host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost"
            || host.hasPrefix("127.") || host == "::1"
    }

    /// Nobody on the way can read along or pose as the server.
    public var isVerified: Bool { staysOnThisMachine || sslMode == "verify-full" }
}
