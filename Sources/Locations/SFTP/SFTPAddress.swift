public import BursarModel

/// A `ServerAddress` in the words of the `sftp` program.
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

    public init?(_ text: some StringProtocol) {
        guard let address = ServerAddress(String(text)), let port = UInt16(exactly: address.port)
        else { return nil }
        user = address.user
        host =
            address.host.hasPrefix("[")
            ? String(address.host.dropFirst().dropLast()) : address.host
        self.port = port
        let names = address.path.split(separator: "/")
        path =
            switch names.first {
            case "~" where names.count == 1: "."
            case "~": names.dropFirst().joined(separator: "/")
            default: address.path
            }
    }

    /// As OpenSSH takes it; an IPv6 address in brackets.
    var destination: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return user.map { "\($0)@\(host)" } ?? host
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
