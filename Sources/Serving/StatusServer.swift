import BursarModel
import Digests
public import Hub
import Hummingbird
import HummingbirdCore
import Ledger
import Logging
import NIOCore
import Posix
import ServiceLifecycle
import Synchronization

/// The status pages, the JSON API and the metrics over HTTP.
///
/// `Front` takes every request, `Doorkeeper` says who asks, `Looking` asks the database with that
/// viewer's rights, and pages and API tell what was seen.
public struct StatusServer: Sendable {
    private let settings: ServingSettings
    private let hub: Hub
    private let pool: DatabasePool
    private let log: Log

    /// A server that is set up and not yet listening.
    ///
    /// `say` takes what the log says, a line at a time, on any thread.
    public init(
        _ settings: ServingSettings,
        hub: Hub,
        pool: DatabasePool,
        say: @escaping @Sendable (String) -> Void
    ) {
        self.settings = settings
        self.hub = hub
        self.pool = pool
        log = Log(say: say, saysAll: settings.saysAll)
    }

    /// Serves until the process is asked to end; requests under way are brought to their end.
    ///
    /// `started` is told where it listens.
    ///
    /// - Throws: where it cannot listen there.
    public func run(started: @escaping @Sendable (String) -> Void) async throws {
        let application = Application(
            responder: front(),
            server: .http1(configuration: channelConfiguration()),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listen.host, port: settings.listen.port),
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    settings.mostConnections,
                    logger: Self.silent
                )
            ),
            onServerRunning: { channel in
                let address = channel.localAddress
                let host = address?.ipAddress ?? ""
                let shown = host.contains(":") ? "[\(host)]" : host
                started("http://\(shown):\(address?.port ?? 0)")
            },
            logger: Self.silent
        )
        let group = ServiceGroup(services: [application], logger: Self.silent)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask { try await endInTime(group) }
            // Whichever is first: all has ended in order, or its time is up.
            try await tasks.next()
            tasks.cancelAll()
        }
    }

    /// Requests under way may take that long after the process was asked to end.
    private static let grace: Duration = .seconds(4)

    private func endInTime(_ group: ServiceGroup) async throws {
        while !EndRequest.isMade { try await Task.sleep(for: .milliseconds(50)) }
        await group.triggerGracefulShutdown()
        try await Task.sleep(for: Self.grace)
    }

    /// Hummingbird's own messages name paths and addresses; ours say what there is to say.
    private static let silent = Logger(label: "bursarhub") { _ in SwiftLogNoOpLogHandler() }

    private func channelConfiguration() -> HTTP1Channel.Configuration {
        let requestTime = settings.requestTime
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                SafeHeaders(), UnreadableRequests(), RequestDeadline(requestTime),
            ],
            idleTimeout: TimeAmount(settings.idleTime),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8 * 1024,
                maxHeaderListSize: 16 * 1024,
                maxHeaderFieldCount: 64
            )
        )
    }

    private func front() -> Front {
        let pool = pool
        let looking = Looking(hub: hub)
        let cache = AnswerCache()
        let access = OpenAccess(settings, pool)
        return Front(
            hosts: Hosts(settings),
            hostNames: settings.hosts.map { Hosts.name(of: $0) },
            proxy: settings.proxy,
            rooms: Rooms(
                doorkeeper: Doorkeeper(
                    tokens: TokenBook { digest in
                        try await pool.ask { try $0.grant(of: digest.bytes) }
                    },
                    sessions: SessionBook(),
                    attempts: FailedAttempts(),
                    proxy: settings.proxy,
                    isOpen: { try await access.isOpen() }
                ),
                answers: Answers(pool: pool, cache: cache, looking: looking),
                tracing: Tracing(pool: pool, looking: looking),
                readiness: Readiness(pool: pool, cache: cache)
            ),
            log: log
        )
    }
}
