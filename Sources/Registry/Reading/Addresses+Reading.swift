internal import BursarModel
internal import Declarations

extension FolderPath {
    /// Folders of the home that are the hub's own.
    private static let reserved: Set<String> = [
        "archive", "postgres", "staging", "summary", "trial",
    ]

    static func read(_ text: Placed<String>, findings: Findings) -> FolderPath? {
        do throws(Defect) {
            let path = try FolderPath(parsing: text.value)
            if !path.isAbsolute, let first = path.components.first, reserved.contains(first) {
                findings.refuse(
                    text,
                    "is in a folder that the hub keeps for itself",
                    hint: "use a folder of its own, such as inbox/KEY or outbox/KEY"
                )
                return nil
            }
            return path
        } catch {
            switch error {
            case .empty:
                findings.error(
                    "the folder has no name",
                    at: text.place,
                    hint: "write a path below the home, or an absolute one"
                )
            case .climbs:
                findings.refuse(
                    text,
                    "leads out of its folder with `..`",
                    hint: "write a path below the home, or an absolute one"
                )
            case .startsInAnAccount:
                findings.refuse(
                    text,
                    "begins with `~`, which is not resolved here",
                    hint: "write a path below the home, or an absolute one"
                )
            case .tooLong:
                findings.refuse(
                    text,
                    "is too long",
                    hint: "1024 bytes are possible, 255 in one name"
                )
            }
            return nil
        }
    }
}

extension ServerAddress {
    static func read(_ text: Placed<String>, findings: Findings) -> ServerAddress? {
        do throws(Defect) {
            return try ServerAddress(parsing: text.value)
        } catch {
            let form: Message = "write it as sftp://user@host:port/path"
            switch error {
            case .password:
                // The value is not shown: it holds a secret.
                findings.error(
                    "a password cannot stand in an address",
                    at: text.place,
                    hint: "remove it, change it at the server, and name a key file under `key`"
                )
            case .scheme: findings.refuse(text, "is no sftp:// address", hint: form)
            case .user: findings.refuse(text, "has no user's name before the `@`", hint: form)
            case .host: findings.refuse(text, "names no host", hint: form)
            case .port: findings.refuse(text, "has no port from 1 to 65535", hint: form)
            case .path: findings.refuse(text, "names no folder on the server", hint: form)
            }
            return nil
        }
    }
}

extension ServerAccess {
    /// Reads `sftp`, `host_key` and `key` of a mapping.
    static func read(from mapping: Mapping, findings: Findings) -> ServerAccess? {
        let address = mapping.required(string: "sftp").flatMap {
            ServerAddress.read($0, findings: findings)
        }
        let hostKey = mapping.string("host_key")
        if let hostKey, !isHostKey(hostKey.value) {
            findings.error(
                "`host_key` is no public key",
                at: hostKey.place,
                hint: "write what ssh-keyscan prints behind the host's name: ssh-ed25519 AAAA…"
            )
        }
        if hostKey == nil || !mapping.has("key") { warnOfNoLogin(at: mapping.place, findings) }
        let key = mapping.string("key").flatMap { FolderPath.read($0, findings: findings) }
        mapping.finish()
        return address.map { ServerAccess(address: $0, hostKey: hostKey?.value, key: key) }
    }

    /// Reads an address that stands alone.
    static func read(_ text: Placed<String>, findings: Findings) -> ServerAccess? {
        guard let address = ServerAddress.read(text, findings: findings) else { return nil }
        warnOfNoLogin(at: text.place, findings)
        return ServerAccess(address: address)
    }

    /// A warning, so that a campus can be tried before its server is known.
    private static func warnOfNoLogin(at place: Place, _ findings: Findings) {
        findings.warning(
            "the hub logs in nowhere without the server's key and its own",
            at: place,
            hint: "write {sftp: …, host_key: …, key: …} before the campus is live"
        )
    }

    /// `ssh-ed25519 AAAA…`, with a comment behind it or with a host before it.
    private static func isHostKey(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard let kind = words.prefix(2).firstIndex(where: kindsOfHostKeys.contains),
            words.indices.contains(kind + 1)
        else { return false }
        let key = words[kind + 1]
        return key.hasPrefix("AAAA") && key.utf8.count > 50
            && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0)) }
    }

    private static let kindsOfHostKeys: Set<Substring> = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "ssh-rsa",
    ]
}

extension LocationAddress {
    /// A folder, an sftp address, or `{folder: …}`, `{sftp: …, host_key: …, key: …}`.
    static func read(_ element: Element, findings: Findings) -> LocationAddress? {
        if case .mapping = element.value, let mapping = element.mapping() {
            if mapping.has("sftp") {
                return ServerAccess.read(from: mapping, findings: findings).map { .sftp($0) }
            }
            let folder = mapping.required(string: "folder").flatMap {
                FolderPath.read($0, findings: findings)
            }
            mapping.finish()
            return folder.map { .folder($0) }
        }
        guard let text = element.string() else { return nil }
        if text.value.contains("://") {
            return ServerAccess.read(text, findings: findings).map { .sftp($0) }
        }
        return FolderPath.read(text, findings: findings).map { .folder($0) }
    }
}

extension OutboxAddress {
    /// As a location; a folder may also name a `group`.
    static func read(_ element: Element, findings: Findings) -> OutboxAddress? {
        if case .mapping = element.value, let mapping = element.mapping(), mapping.has("folder") {
            let folder = mapping.string("folder").flatMap {
                FolderPath.read($0, findings: findings)
            }
            let group = mapping.string("group").flatMap { readGroup($0, findings: findings) }
            mapping.finish()
            return folder.map { .folder($0, group: group) }
        }
        switch LocationAddress.read(element, findings: findings) {
        case .folder(let path): return .folder(path, group: nil)
        case .sftp(let access): return .sftp(access)
        case nil: return nil
        }
    }

    private static func readGroup(_ text: Placed<String>, findings: Findings) -> String? {
        let isName =
            (1...32).contains(text.value.utf8.count) && text.value.first != "-"
            && text.value.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || "._-$".contains($0))
            }
        if isName { return text.value }
        findings.refuse(text, "is no group's name", hint: "`getent group` lists them")
        return nil
    }
}
