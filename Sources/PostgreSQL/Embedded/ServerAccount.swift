internal import Glibc
internal import Posix

/// As whom the server's programs run.
///
/// They refuse root. In a user namespace in which root's own number is called `postgres`, they run
/// as another user while their files stay root's and 0700, which no change of user could do in a
/// home of root's.
struct ServerAccount {
    private enum Way {
        case asWeAre
        case inUserNamespace(as: String)
        case asOwner(Passage)
    }

    /// How another account gets to its folder through a home that is root's and 0700.
    private enum Passage {
        case byPermission
        /// With the one capability that opens folders; as in containers, which have no namespaces.
        case byCapability
    }

    private let way: Way
    /// Who owns the server's files.
    let owner: (user: uid_t, group: gid_t)

    /// The owner of the server's folder runs its server.
    ///
    /// `userNamespaces` says whether root may make them; nil tries it.
    static func choose(for server: ServerFolder, userNamespaces: Bool?) throws -> ServerAccount {
        let status = try server.folder.status()
        let owner = (user: status.owner, group: status.group)
        guard geteuid() == 0 else { return ServerAccount(way: .asWeAre, owner: owner) }
        guard owner.user == 0 else {
            let direct = ServerAccount(way: .asOwner(.byPermission), owner: owner)
            return try direct.reaches(server)
                ? direct : ServerAccount(way: .asOwner(.byCapability), owner: owner)
        }
        let names = ["postgres", "nobody"].filter { account(named: $0) != nil }
        if userNamespaces != false, let name = names.first {
            let account = ServerAccount(way: .inUserNamespace(as: name), owner: owner)
            if try account.child("true", []).run(deadline: .seconds(5)).succeeded { return account }
        }
        if let postgres = account(named: "postgres"), try server.clusterVersion() == nil {
            for passage in [Passage.byPermission, .byCapability] {
                let account = ServerAccount(way: .asOwner(passage), owner: postgres)
                if try account.takeOver(server) { return account }
            }
        }
        throw EmbeddedServerError(
            .noAccountToRunAs,
            "PostgreSQL does not run as root, and user namespaces are switched off here",
            remedy: "run as an ordinary user; or give \(server.folder.path) to an account that can "
                + "enter it (chown postgres); or name a server with --database"
        )
    }

    /// A program of the server, run as this account.
    func child(_ program: String, _ arguments: [String]) -> ChildProcess {
        let command: [String]
        switch way {
        case .asWeAre: command = [program] + arguments
        case .inUserNamespace(let name):
            command =
                [
                    "unshare", "--user", "--map-user=\(name)", "--map-group=\(group(of: name))",
                    "--", program,
                ]
                + arguments
        case .asOwner(let passage):
            let capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
            command =
                ["setpriv", "--reuid=\(owner.user)", "--regid=\(owner.group)", "--clear-groups"]
                + (passage == .byCapability ? capability : []) + ["--", program] + arguments
        }
        // In C the messages are English and the sorting is by bytes, whoever starts the server.
        var environment = ChildProcess.inherited("PATH")
        environment["LC_ALL"] = "C"
        environment["TZ"] = "UTC"
        return ChildProcess(command[0], Array(command.dropFirst()), environment: environment)
    }

    /// Gives an empty server folder to the account, if the account can reach it.
    private func takeOver(_ server: ServerFolder) throws -> Bool {
        guard unsafe chown(server.path, owner.user, owner.group) == 0 else { return false }
        let canUse = try reaches(server)
        if !canUse { unsafe _ = chown(server.path, 0, 0) }
        return canUse
    }

    /// Tried by doing it: a test for access would ask without the capability.
    private func reaches(_ server: ServerFolder) throws -> Bool {
        try child("ls", ["-A", "--", server.path]).run(deadline: .seconds(5)).succeeded
    }

    private func group(of name: String) -> gid_t { Self.account(named: name)?.group ?? owner.group }

    private static func account(named name: String) -> (user: uid_t, group: gid_t)? {
        var entry = unsafe passwd()
        var texts = [CChar](repeating: 0, count: 1 << 14)
        var found: UnsafeMutablePointer<passwd>?
        let result = unsafe getpwnam_r(name, &entry, &texts, texts.count, &found)
        return unsafe result == 0 && found != nil ? (entry.pw_uid, entry.pw_gid) : nil
    }
}
