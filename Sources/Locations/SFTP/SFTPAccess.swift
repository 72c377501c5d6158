internal import Digests
public import Posix

/// What it takes to be let in by one server, and to be sure that it is that server.
public struct SFTPAccess: Sendable {
    public let address: SFTPAddress
    let keyFile: String
    let knownHosts: String

    /// The name under which the pinned key is looked up, whatever the host is called today.
    static let hostAlias = "bursarhub"

    /// Checks the key file and writes the pinned host key where OpenSSH reads it.
    ///
    /// - Parameters:
    ///   - address: Where to.
    ///   - hostKey: The server's own key; any other ends the connection before the login.
    ///   - keyFile: The path of our private key, which nobody else can read.
    ///   - pins: A folder of the hub's for pinned keys.
    /// - Throws: `LocationError`, where the key file is no private one or the pin cannot be written.
    public init(
        to address: SFTPAddress,
        hostKey: HostKey,
        keyFile: String,
        pins: Folder
    ) throws(LocationError) {
        self.address = address
        self.keyFile = keyFile
        guard try SFTPAccess.isPrivate(keyFile) else {
            throw .transfer(SFTPError(address, .keyFile))
        }
        do throws(PosixError) {
            knownHosts = try SFTPAccess.pin(hostKey, in: pins)
        } catch {
            throw .file(error)
        }
        guard [knownHosts, keyFile].allSatisfy({ SFTPAccess.option("", path: $0) != nil })
        else { throw .transfer(SFTPError(address, .unfitName)) }
    }

    /// All that `sftp` is told about the connection; nothing else is read from the machine.
    var options: [String] {
        let settings = [
            "BatchMode=yes", "StrictHostKeyChecking=yes", "GlobalKnownHostsFile=/dev/null",
            "HostKeyAlias=\(SFTPAccess.hostAlias)", "CheckHostIP=no", "UpdateHostKeys=no",
            "IdentitiesOnly=yes", "IdentityAgent=none", "PreferredAuthentications=publickey",
            "PasswordAuthentication=no", "KbdInteractiveAuthentication=no", "ForwardAgent=no",
            "ControlMaster=no", "ControlPath=none", "PermitLocalCommand=no", "ProxyCommand=none",
            "ConnectTimeout=10", "ConnectionAttempts=1", "ServerAliveInterval=15",
            "ServerAliveCountMax=2", "LogLevel=ERROR",
        ]
        let paths = [
            SFTPAccess.option("UserKnownHostsFile=", path: knownHosts),
            SFTPAccess.option("IdentityFile=", path: keyFile),
        ]
        return (settings + paths.compactMap { $0 }).flatMap { ["-o", $0] }
    }

    /// A path for `-o`, where blanks separate and `%` begins a place for something else.
    private static func option(_ name: String, path: String) -> String? {
        let isFit = path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }
        let escaped = path.map { $0 == "%" ? "%%" : String($0) }.joined()
        return isFit && !escaped.contains("${") ? "\(name)\"\(escaped)\"" : nil
    }

    private static func isPrivate(_ path: String) throws(LocationError) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let last = parts.last, let name = FileName(last) else { return false }
        let parent = parts.dropLast().joined(separator: "/")
        do {
            let folder = try Folder.open(parts.count == 1 ? "." : parent.isEmpty ? "/" : parent)
            let status = try folder.status(of: name)
            return status?.kind == .file && (status?.mode ?? 0) & 0o077 == 0
        } catch {
            guard error.errno == .noEntry else { throw .file(error) }
            return false
        }
    }

    /// A file for each key, named for it: written once, and the same for everybody who writes it.
    private static func pin(_ hostKey: HostKey, in pins: Folder) throws(PosixError) -> String {
        let line = Array("\(hostAlias) \(hostKey.text)\n".utf8)
        let digest = SHA256Digest(of: line)
        guard let name = FileName("known_hosts-\(digest.hex)"),
            let draft = FileName(".\(name).\(UInt64.random(in: 0...UInt64.max)).e0")
        else { throw PosixError(.openat, .invalid, path: pins.path) }
        let isThere = try pins.holds(digest, under: name)
        if !isThere {
            var file = try pins.createFile(draft)
            try file.write(line)
            try file.synchronize()
            try file.close()
            try pins.rename(draft, to: pins, as: name)
            try pins.synchronize()
        }
        return pins.path(of: name)
    }
}
