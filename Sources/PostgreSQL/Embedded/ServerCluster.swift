internal import Posix

/// The making of a cluster.
///
/// It is made beside its place, with everything that belongs to it, and gets its name when it is
/// whole: who is killed half-way leaves nothing that looks like a cluster.
struct ServerCluster {
    private let server: ServerFolder
    private let account: ServerAccount
    private let programs: ServerPrograms

    init(_ server: ServerFolder, _ account: ServerAccount, _ programs: ServerPrograms) {
        self.server = server
        self.account = account
        self.programs = programs
    }

    func make(until end: Deadline) throws {
        try server.removeUnfinishedCluster()
        let outcome = try account.child(
            programs.initdb,
            [
                "--pgdata=\(server.path(of: .unfinishedData))",
                "--username=\(ServerSettings.administrator)", "--auth=trust", "--encoding=UTF8",
                "--locale=C", "--data-checksums", "--no-instructions",
            ]
        ).run(deadline: end.remaining)
        guard outcome.succeeded else {
            let lastLines = outcome.errorText.split(separator: "\n").suffix(8).joined(
                separator: "\n"
            )
            throw EmbeddedServerError(
                .notMade,
                "PostgreSQL could not make a cluster (\(outcome.status)):\n\(lastLines)",
                remedy: "mend what it says, and start again"
            )
        }
        let made = try server.folder.folder(ServerFolder.Entry.unfinishedData.name())
        try write(ServerSettings.adjustable, to: .configuration, in: made, keepingContent: true)
        try write(ServerSettings.access, to: .access, in: made, keepingContent: false)
        try made.synchronize()
        try server.folder.rename(
            ServerFolder.Entry.unfinishedData.name(),
            to: server.folder,
            as: ServerFolder.Entry.data.name()
        )
        try server.folder.synchronize()
    }

    private func write(
        _ text: String,
        to entry: ServerFolder.Entry,
        in folder: Folder,
        keepingContent: Bool
    ) throws {
        var file = try folder.openFile(entry.name(), for: .writing)
        let end = try keepingContent ? file.status().size : 0
        try file.truncate(to: end)
        try file.write(Array(text.utf8), at: end)
        try file.synchronize()
        try file.close()
    }
}
