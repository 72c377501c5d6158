import HTTPTypes
import Hummingbird
import NIOCore

/// A request as the rooms behind the front door see it.
struct Inquiry: Sendable {
    var method: HTTPRequest.Method
    var path: String
    var query: FormText
    var headers: HTTPFields
    /// `Host`, as the browser sent it.
    var host: String?
    /// Who connected: a person's machine, or the proxy.
    var peer: PeerAddress
    /// Whose attempts are counted: as a trusted proxy says, else the peer.
    var origin: PeerAddress
    /// The peer is one whose word is taken.
    var isFromProxy: Bool
    /// The browser's way here is encrypted, as a trusted proxy says.
    var isSecure: Bool

    init(_ request: Request, from peer: PeerAddress, proxy: TrustedProxy?) {
        method = request.method
        let target = request.head.path ?? ""
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? ""
        query = FormText(parts.count == 2 ? parts[1] : "")
        headers = request.headers
        host = request.head.authority
        self.peer = peer
        isFromProxy = proxy?.isTrusted(peer) ?? false
        isSecure = isFromProxy && headers[.forwardedProto]?.lowercased() == "https"
        // The last one is the proxy's own; those before it are whatever somebody sent.
        let forwarded = headers[.forwardedFor]?.split(separator: ",").last
        origin =
            isFromProxy
            ? forwarded.flatMap { PeerAddress(literal: $0.filter { $0 != " " }) } ?? peer : peer
    }

    /// The first cookie of a name.
    func cookie(_ name: String) -> String? {
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                if parts.count == 2, parts[0] == name { return String(parts[1]) }
            }
        }
        return nil
    }

    /// The token of `Authorization: Bearer …`; nil where there is no such header.
    var bearer: String? {
        guard let field = headers[.authorization] else { return nil }
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return "" }
        return String(parts[1])
    }

    /// A form that a page of ours sent, as far as a browser can say so.
    ///
    /// Every browser of today says it in one of both ways; what says nothing is refused.
    func isFromOurPages(hosts: [String]) -> Bool {
        if let site = headers[.fetchSite] { return site == "same-origin" }
        guard let origin = headers[.origin], let scheme = origin.firstRange(of: "://") else {
            return false
        }
        let authority = String(origin[scheme.upperBound...])
        return authority == host || hosts.contains(Hosts.name(of: authority))
    }
}
