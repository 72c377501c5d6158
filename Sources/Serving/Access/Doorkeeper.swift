import Digests
import HTTPTypes

/// Decides who an inquiry comes from.
///
/// What somebody shows decides, in this order: a bearer token, a session, the proxy's word. What
/// was shown and is not good is never passed over for the next.
struct Doorkeeper: Sendable {
    enum Admission: Sendable {
        case visitor(Visitor)
        /// They show nothing, or a session that is over.
        case stranger
        /// They show a token that is none.
        case badToken
        /// They have shown too many of those.
        case tooManyAttempts
        /// They say who they are in the proxy's name, and are not the proxy.
        case forged
        /// The proxy vouches for somebody whom the file does not name.
        case unknownUser
    }

    let tokens: TokenBook
    let sessions: SessionBook
    let attempts: FailedAttempts
    let proxy: TrustedProxy?
    /// Whether everybody on this machine may look, because nothing else was ever set up.
    let isOpen: @Sendable () async throws -> Bool

    /// No token comes near.
    private static let longestToken = 256

    func admit(_ inquiry: Inquiry) async throws -> Admission {
        if let bearer = inquiry.bearer { return try await admit(token: bearer, inquiry) }
        if let id = sessionID(of: inquiry), let token = sessions.token(of: id) {
            guard let grant = try await tokens.grant(of: token) else {
                sessions.end(id)
                return .stranger
            }
            var visitor = Visitor(grant)
            visitor.canLogOut = true
            return .visitor(visitor)
        }
        if let proxy, let admission = admit(inquiry, by: proxy) { return admission }
        return try await isOpen() ? .visitor(.local) : .stranger
    }

    /// Whose token it is; what is none is counted.
    func admit(token: String, _ inquiry: Inquiry) async throws -> Admission {
        let digest = SHA256Digest(of: Array(token.utf8))
        // Who has a good token is not stopped by another's bad ones from the same address.
        if case .some(.some(let grant)) = tokens.remembered(digest) {
            return .visitor(Visitor(grant))
        }
        if attempts.areTooMany(from: inquiry.origin) { return .tooManyAttempts }
        if !token.isEmpty, token.utf8.count <= Self.longestToken,
            let grant = try await tokens.grant(of: digest)
        {
            return .visitor(Visitor(grant))
        }
        attempts.note(from: inquiry.origin)
        return .badToken
    }

    /// Nil where nobody is named.
    private func admit(_ inquiry: Inquiry, by proxy: TrustedProxy) -> Admission? {
        let values = inquiry.headers[values: proxy.header]
        guard let user = values.first else { return nil }
        // A second value came through the proxy from outside.
        guard inquiry.isFromProxy, values.count == 1 else { return .forged }
        guard !user.isEmpty, let visitor = proxy.users.visitor(user) else { return .unknownUser }
        return .visitor(visitor)
    }

    // MARK: Sessions

    /// A browser keeps a cookie of the first name to this host and to https.
    private static let secureCookie = "__Host-bursarhub"
    private static let plainCookie = "bursarhub"

    func sessionID(of inquiry: Inquiry) -> String? {
        inquiry.cookie(Self.secureCookie)
            ?? (inquiry.isSecure ? nil : inquiry.cookie(Self.plainCookie))
    }

    /// The name under which a browser is to keep its session.
    static func cookie(for inquiry: Inquiry) -> String {
        inquiry.isSecure ? secureCookie : plainCookie
    }
}
