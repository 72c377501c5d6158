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
