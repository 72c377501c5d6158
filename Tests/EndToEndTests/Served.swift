import TestSupport

/// `bursarhub serve` on a free port, killed with this value.
final class Served {
    let process: HubProcess.Running
    let client: WebClient

    init(
        _ site: HubSite,
        _ uri: String?,
        _ options: [String] = [],
        environment: [String: String] = [:]
    ) throws {
        let process = try HubProcess.Running(
            ["serve", "--listen", "127.0.0.1:0", "--home", site.home]
                + (uri.map { ["--database", $0] } ?? []) + options,
            environment: environment
        )
        var port: UInt16?
        try process.wait(for: "the server to listen") {
            port = try process.output.split(separator: "\n").compactMap { line in
                line.hasPrefix("Serving on http://127.0.0.1:")
                    ? UInt16(line.dropLast().split(separator: ":").last ?? "") : nil
            }.first
            return port != nil
        }
        self.process = process
        client = WebClient(port: port ?? 0)
    }
}
