import Glibc
import Posix
import TestSupport

/// A hub with folders on a real SFTP server, on loopback.
final class ServerSite: Sendable {
    let server: TestSSHServer
    let site: HubSite

    init() throws {
        server = try TestSSHServer()
        site = try HubSite()
    }

    // MARK: What a campus file says

    /// A folder of the server's, as a campus file names it.
    func place(_ folder: String, hostKey: String? = nil, key: String? = nil) throws -> String {
        try site.makeFolder("server/\(folder)")
        let address = "sftp://\(server.user)@127.0.0.1:\(server.port)\(path(of: folder))"
        let (hostKey, key) = (hostKey ?? server.hostKey, key ?? server.userKeyFile)
        return "{sftp: \"\(address)\", host_key: \"\(hostKey)\", key: \"\(key)\"}"
    }

    /// Exports from the server's folder `in`, outputs into a folder on this host.
    func reading(_ campus: String) throws -> CampusDeclaration {
        CampusDeclaration(campus).with(\.location, try place("in"))
    }

    /// Exports from a folder on this host, outputs into the server's folder `sfs`.
    func delivering(_ campus: String) throws -> CampusDeclaration {
        CampusDeclaration(campus).with(\.outbox, try place("sfs"))
    }

    func path(of folder: String) -> String { "\(site.scratch.path)/server/\(folder)" }

    // MARK: What lies on the server

    @discardableResult
    func put(_ text: String, _ name: String, in folder: String = "in") throws -> String {
        try site.makeFolder("server/\(folder)")
        return try site.scratch.write(text, to: "server/\(folder)/\(name)")
    }

    @discardableResult
    func put(_ export: ExportBuilder, in folder: String = "in") throws -> String {
        try put(export.xml, export.fileName, in: folder)
    }

    /// What lies in a folder of the server, uploads included, but not the hub's mark.
    func files(in folder: String) throws -> [String: String] {
        var files: [String: String] = [:]
        for name in try site.scratch.names(in: "server/\(folder)") where name != ".bursarhub" {
            files[name] = try site.scratch.text(of: "server/\(folder)/\(name)")
        }
        return files
    }

    /// Takes a file away, as the file load does.
    func collect(_ name: String, from folder: String = "sfs") throws {
        guard unsafe unlink("\(path(of: folder))/\(name)") == 0 else {
            throw PosixError(.unlinkat, Errno(rawValue: errno), path: name)
        }
    }

    // MARK: A line that breaks

    /// Runs with an `sftp` that does what this script says, where `$batch` holds the commands
    /// and `$real` is the true program.
    func run(through script: String) throws -> HubProcess.Outcome {
        try site.makeFolder("bin")
        try site.scratch.write(
            "#!/bin/sh\nbatch=$(cat; echo .)\nbatch=${batch%.}\nreal=/usr/bin/sftp\n\(script)\n",
            to: "bin/sftp"
        )
        guard unsafe chmod("\(site.scratch.path)/bin/sftp", 0o700) == 0 else {
            throw PosixError(.open, Errno(rawValue: errno), path: "sftp")
        }
        let rest = ChildProcess.inherited("PATH")["PATH"] ?? "/usr/bin:/bin"
        return try site.command(
            ["run", "--settle", "0", "--run-date", HubSite.runDate, "--json"],
            environment: ["PATH": "\(site.scratch.path)/bin:\(rest)"]
        )
    }
}
