import Glibc
import Posix
import Synchronization

/// An OpenSSH server of a test's own: on loopback, with keys of its own, for SFTP alone.
///
/// It runs as the account that runs the tests and sees what that account sees. It ends with this
/// value; keep it in a stored property of the suite.
public final class TestSSHServer: Sendable {
    public static let isInstalled = access(server) && access("/usr/bin/sftp")
    public static let reason = "needs openssh-server and openssh-client"

    public let port: UInt16
    /// The key that a client should pin: `ssh-ed25519 AAAA…`.
    public let hostKey: String
    /// A private key that the server lets in.
    public let userKeyFile: String
    public let user: String

    private static let server = "/usr/sbin/sshd"
    private let folder: ScratchFolder
    private let process: Mutex<ChildProcess.Detached>

    public init() throws {
        folder = try ScratchFolder()
        user = try TestSSHServer.accountName()
        userKeyFile = try TestSSHServer.makeKey("user", in: folder)
        let hostKeyFile = try TestSSHServer.makeKey("host", in: folder)
        let publicKey = try folder.text(of: "host.pub").split(separator: " ").prefix(2)
        hostKey = publicKey.joined(separator: " ")
        try folder.write(try folder.text(of: "user.pub"), to: "authorized")
        if geteuid() == 0 { _ = unsafe mkdir("/run/sshd", 0o755) }  // where sshd jails itself

        // Somebody else may take a free port before the server does; then another is tried.
        for _ in 0..<20 {
            let port = try TestSSHServer.freePort()
            try folder.write(
                TestSSHServer.configuration(port, hostKeyFile, folder.path),
                to: "config"
            )
            if let process = try TestSSHServer.start(in: folder) {
                self.port = port
                self.process = Mutex(process)
                return
            }
        }
        throw PosixError(.open, Errno(rawValue: EADDRINUSE), path: "sshd")
    }

    deinit {
        thaw()
        stop()
    }

    /// Ends the server; connections that are open go on.
    public func stop() {
        let process = process.withLock { $0 }
        guard process.status() == nil else { return }
        _ = kill(process.id, SIGTERM)
        let deadline = MonotonicClock.now + .seconds(5)
        while process.status() == nil, MonotonicClock.now < deadline { usleep(2000) }
    }

    /// Stops it as Ctrl-Z does: clients get a connection, and no answer.
    public func freeze() { _ = kill(process.withLock { $0.id }, SIGSTOP) }

    public func thaw() { _ = kill(process.withLock { $0.id }, SIGCONT) }

    /// Starts it again after `stop`, on its port and with its key.
    public func start() throws {
        guard let started = try TestSSHServer.start(in: folder) else {
            throw PosixError(.open, Errno(rawValue: EADDRINUSE), path: "sshd")
        }
        process.withLock { $0 = started }
    }

    /// How many clients got as far as the login.
    public func logins() throws -> Int {
        try folder.text(of: "log").split(separator: "\n")
            .count { $0.contains("Accepted publickey") }
    }

    /// Makes a key pair that this server does not know, and gives the private key's path.
    public func makeStrangersKey() throws -> String {
        try TestSSHServer.makeKey("stranger", in: folder)
    }

    private static func start(in folder: ScratchFolder) throws -> ChildProcess.Detached? {
        _ = try folder.folder.removeFileIfPresent(FileName("log"))
        let log = try folder.folder.createFile(FileName("log"))
        let process = try ChildProcess(server, ["-D", "-e", "-f", "\(folder.path)/config"])
            .startDetached(log: log, keeping: log)
        let deadline = MonotonicClock.now + .seconds(10)
        while process.status() == nil, MonotonicClock.now < deadline {
            if try folder.text(of: "log").contains("Server listening on") { return process }
            usleep(2000)
        }
        _ = kill(process.id, SIGKILL)
        _ = process.status()
        return nil
    }

    private static func configuration(
        _ port: UInt16,
        _ hostKeyFile: String,
        _ folder: String
    ) -> String {
        // Without PAM sshd cannot see, but as root, that an account is not locked.
        let usesPAM = geteuid() == 0 ? "no" : "yes"
        return """
            ListenAddress 127.0.0.1
            Port \(port)
            HostKey \(hostKeyFile)
            PidFile none
            AuthorizedKeysFile \(folder)/authorized
            KexAlgorithms curve25519-sha256
            UsePAM \(usesPAM)
            StrictModes no
            PermitRootLogin prohibit-password
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            MaxStartups 100
            Subsystem sftp internal-sftp
            ForceCommand internal-sftp

            """
    }

    private static func makeKey(_ name: String, in folder: ScratchFolder) throws -> String {
        let path = "\(folder.path)/\(name)"
        let made = try ChildProcess(
            "ssh-keygen",
            ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", path]
        ).run(deadline: .seconds(30))
        guard made.succeeded else { throw PosixError(.open, .noEntry, path: "ssh-keygen") }
        return path
    }

    private static func accountName() throws -> String {
        guard let entry = unsafe getpwuid(geteuid()) else {
            throw PosixError(.open, .noEntry, path: "the account that runs the tests")
        }
        return unsafe String(cString: entry.pointee.pw_name)
    }

    private static func access(_ path: String) -> Bool {
        unsafe Glibc.access(path, X_OK) == 0
    }

    private static func freePort() throws -> UInt16 {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { _ = close(number) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(number, $0, length) == 0 ? getsockname(number, $0, &length) : -1
            }
        }
        guard result == 0 else { throw PosixError(.open, .noEntry, path: "a free port") }
        return UInt16(bigEndian: address.sin_port)
    }
}
