public import BursarModel

/// `sftp://user@host:port/path`, checked: no part of it can become an option or a command.
///
/// The path begins at the server's root, which for a chrooted account is its own; behind `/~/` it
/// begins where the account is after its login.
public struct SFTPAddress: Hashable, Sendable {
    /// Nil for the name of the account that the hub runs as.
    public let user: String?
    /// A name or an address; an IPv6 address without its brackets.
    public let host: String
    public let port: UInt16
    /// As `cd` takes it: `/…`, or relative to the place after login, `.` for that place itself.
    public let path: String

    /// Nil for anything else than the form above; the port may be left out, and is 22 then.
    public init?(_ text: some StringProtocol) {
        guard text.hasPrefix("sftp://") else { return nil }
        let rest = String(text).dropFirst("sftp://".count)
        guard let slash = rest.firstIndex(of: "/"),
            let path = SFTPAddress.path(rest[slash...])
        else { return nil }
        let account = rest[..<slash].split(
            separator: "@",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let place = account.last.flatMap(SFTPAddress.hostAndPort) else { return nil }
        user = account.count == 2 ? String(account[0]) : nil
        (host, port) = place
        self.path = path
        if let user, !SFTPAddress.isUser(user) { return nil }
    }

    /// As OpenSSH takes it; an IPv6 address in brackets.
    var destination: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return user.map { "\($0)@\(host)" } ?? host
    }

    private static func hostAndPort(_ text: Substring) -> (String, UInt16)? {
        var host = text
        var port: UInt16 = 22
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy(isDigit), let number = UInt16(digits), number > 0 else {
                return nil
            }
            (host, port) = (text[..<colon], number)
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            let isIPv6 =
                host.contains(":") && host.allSatisfy { $0.isHexDigit || ".:".contains($0) }
            return isIPv6 ? (String(host), port) : nil
        }
        let isName = host.utf8.allSatisfy { isLetter($0) || isDigit($0) || ".-".utf8.contains($0) }
        guard isName, let first = host.utf8.first, isLetter(first) || isDigit(first) else {
            return nil
        }
        return (String(host), port)
    }

    private static func isUser(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) || isDigit(first) || first == 0x5F
        else { return false }
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || "._-".utf8.contains($0) }
    }

    private static func path(_ text: some StringProtocol) -> String? {
        var path = String(text)
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let names = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard path == "/" || !names.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }),
            SFTPBatch.quoted(path) != nil
        else { return nil }
        guard names.first == "~" else { return path }
        return names.count == 1 ? "." : names.dropFirst().joined(separator: "/")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension SFTPAddress: Reportable, CustomStringConvertible {
    public var reported: String {
        let place = "sftp://\(destination)\(port == 22 ? "" : ":\(port)")"
        if path.hasPrefix("/") { return place + path }
        return path == "." ? "\(place)/~" : "\(place)/~/\(path)"
    }

    public var description: String { reported }
}
