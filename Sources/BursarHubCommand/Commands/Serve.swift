import ArgumentParser
import BursarModel
import Dispatch
import Hub
import Posix
import PostgreSQL
import Serving
import Synchronization

/// `serve`: the status pages, the JSON API and the metrics.
struct Serve: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Shows how the campuses stand: pages, a JSON API, and metrics.",
        discussion: """
            Whoever looks shows a token (`bursarhub token create`), or comes through a proxy that \
            says who they are. Before either is set up it serves this machine alone. It speaks plain \
            HTTP: a proxy in front of it speaks HTTPS to people. Beside that it hands over notes \
            that wait. SIGTERM ends it in order.

            EXAMPLE: bursarhub serve --listen 127.0.0.1:8080
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(help: "The address of this machine, and the port, to listen on.")
    var listen = "127.0.0.1:8080"

    @Option(
        name: .customLong("host"),
        help: "A name by which browsers reach it; can be given more than once."
    )
    var hosts: [String] = []

    @Option(help: "The header in which the proxy says who the user is.")
    var proxyUserHeader: String?

    @Option(help: "A YAML file: which of the proxy's users see what.")
    var proxyUsers: String?

    @Option(
        name: .customLong("proxy-address"),
        help:
            "From which address the proxy connects; can be given more than once (default: this machine)."
    )
    var proxyAddresses: [String] = []

    @Option(help: "Sessions with the database.")
    var sessions = 4

    @Option(help: "Connections of browsers at the same time; more wait.")
    var connections = 1000

    @OptionGroup var notices: NoticesOption

    func validate() throws {
        if ListenAddress(listen) == nil {
            throw ValidationError(
                "--listen takes an address and a port, such as 127.0.0.1:8080 or [::1]:8080"
            )
        }
        if !(1...64).contains(sessions) {
            throw ValidationError("--sessions takes a number from 1 to 64")
        }
        if !(1...100_000).contains(connections) {
            throw ValidationError("--connections takes a number from 1 to 100000")
        }
        if (proxyUserHeader == nil) != (proxyUsers == nil) {
            throw ValidationError("--proxy-user-header and --proxy-users belong together")
        }
        if proxyUserHeader == nil, !proxyAddresses.isEmpty {
            throw ValidationError("--proxy-address belongs to --proxy-user-header")
        }
    }

    var endingManner: EndingSignals.Manner { .inOrder(deadline: nil) }

    func perform(_ console: Console) throws -> ExitStatus {
        let settings = try settings(console)
        let database = try ServingDatabase(global, console)
        let hasTokens = try database.hasTokens(console)
        if !settings.listen.isLoopback, settings.proxy == nil, hasTokens != true {
            throw CommandFailure(
                hasTokens == nil ? .databaseUnfit : .configurationRefused,
                "whoever reaches \(Printable(listen)) would see everything",
                remedy:
                    "make a token (`bursarhub token create`), set up --proxy-user-header, or listen on 127.0.0.1"
            )
        }
        if settings.listen.isLoopback, settings.proxy == nil, hasTokens == false {
            console.message("There is no token yet: whoever is at this machine sees all campuses.")
        }
        let server = StatusServer(
            settings,
            hub: database.hub,
            pool: DatabasePool(sessions: sessions, opening: database.open),
            say: console.message
        )
        let rounds = NoticesRounds(notices, hub: database.hub, say: console.message)
        try wait(for: server, console, whenItListens: rounds.begin)
        rounds.waitForTheirEnd()
        return .inOrder
    }

    /// The main thread waits: what serves are threads of its own.
    private func wait(
        for server: StatusServer,
        _ console: Console,
        whenItListens begin: @escaping @Sendable () -> Void
    ) throws {
        let ended = DispatchSemaphore(value: 0)
        let failure = Mutex<(any Error)?>(nil)
        Task {
            do {
                try await server.run { address in
                    console.message("Serving on \(address)/")
                    begin()
                }
            } catch {
                failure.withLock { $0 = error }
            }
            ended.signal()
        }
        ended.wait()
        guard let error = failure.withLock(\.self), !EndRequest.isMade else { return }
        throw CommandFailure(
            .configurationRefused,
            "it cannot listen on \(Printable(listen)): \(Printable("\(error)"))",
            remedy: "give --listen an address of this machine and a port that nobody listens on"
        )
    }

    private func settings(_ console: Console) throws -> ServingSettings {
        guard let address = ListenAddress(listen) else { throw ExitCode.validationFailure }
        var settings = ServingSettings(listen: address)
        settings.hosts = hosts
        settings.mostConnections = connections
        settings.saysAll = global.verbose
        if let proxyUserHeader, let proxyUsers {
            settings.proxy = try proxy(proxyUserHeader, proxyUsers, console)
        }
        return settings
    }

    private func proxy(
        _ header: String,
        _ path: String,
        _ console: Console
    ) throws -> TrustedProxy {
        let file: ProxyUsersFile
        do {
            file = try ProxyUsersFile(path, tell: console.message)
        } catch let refused as ProxyUsersRefused {
            for diagnostic in refused.diagnostics { console.message(diagnostic.line) }
            throw CommandFailure(
                .configurationRefused,
                "\(Printable(path)) does not say who sees what",
                remedy: "mend it where the messages say, and start again"
            )
        }
        guard let proxy = TrustedProxy(header: header, users: file, addresses: proxyAddresses)
        else {
            throw CommandFailure(
                .usage,
                "--proxy-user-header takes a header's name, --proxy-address an IP address",
                remedy: "see `bursarhub serve --help`"
            )
        }
        return proxy
    }
}
