/// A folder on a server, as `sftp://user@host:port/path`.
///
/// The characters are few on purpose: nothing in it can become an option, a quote or a wildcard
/// of the programs that it is handed to.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    public let user: String?
    /// In small letters; an IPv6 address stands in `[ ]`.
    public let host: String
    public let port: Int
    /// From the server's root; behind `/~` from where the account is after its login.
    public let path: String

    /// Why a text is no such address.
    public enum Defect: Error { case scheme, password, user, host, port, path }

    static let scheme = "sftp://"

    public init(parsing source: String) throws(Defect) {
        guard source.hasPrefix(ServerAddress.scheme) else { throw .scheme }
        let rest = source.dropFirst(ServerAddress.scheme.count)
        guard let slash = rest.firstIndex(of: "/") else { throw .path }
        var authority = rest[..<slash]
        if let at = authority.lastIndex(of: "@") {
            let user = authority[..<at]
            guard !user.contains(":") else { throw .password }
            guard ServerAddress.isUser(user) else { throw .user }
            self.user = String(user)
            authority = authority[authority.index(after: at)...]
        } else {
            user = nil
        }
        (host, port) = try ServerAddress.hostAndPort(authority)
        let components = rest[slash...].split(separator: "/").filter { $0 != "." }
        guard !components.contains(".."), components.allSatisfy(ServerAddress.isPathComponent)
        else { throw .path }
        path = "/" + components.joined(separator: "/")
    }

    public init?(_ source: String) {
        do { try self.init(parsing: source) } catch { return nil }
    }

    private static func hostAndPort(_ text: Substring) throws(Defect) -> (String, Int) {
        var host = text
        var port = 22
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            host = text[..<colon]
            let digits = text[text.index(after: colon)...]
            guard digits.allSatisfy(\.isNumber), let number = UInt16(digits), number > 0 else {
                throw .port
            }
            port = Int(number)
        }
        let isIPv6 =
            host.hasPrefix("[") && host.hasSuffix("]") && host.contains(":")
            && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        guard isIPv6 || isHost(host) else { throw .host }
        return (host.lowercased(), port)
    }

    /// Neither a user nor a host begins with `-`: programs would take it for an option.
    private static func isUser(_ text: Substring) -> Bool {
        guard let first = text.first, isLetterOrDigit(first) || first == "_" else { return false }
        return text.utf8.count <= 64
            && text.allSatisfy { isLetterOrDigit($0) || "._-".contains($0) }
    }

    private static func isHost(_ text: Substring) -> Bool {
        guard let first = text.first, isLetterOrDigit(first) else { return false }
        return text.utf8.count <= 253
            && text.allSatisfy { isLetterOrDigit($0) || ".-".contains($0) }
    }

    private static func isLetterOrDigit(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    private static func isPathComponent(_ text: Substring) -> Bool {
        text.utf8.count <= 255
            && text.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || "._-+,=@~ ".contains($0))
            }
    }

    public var description: String {
        "\(ServerAddress.scheme)\(user.map { "\($0)@" } ?? "")\(host):\(port)\(path)"
    }
}
