import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Puts what keeps a page to itself on every answer, those that no route makes included.
///
/// What an answer says itself stays: the style sheet may be kept, nothing else.
final class SafeHeaders: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    static let all: [(name: HTTPField.Name, value: String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
                + "base-uri 'none'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"),
        (.cacheControl, "no-store"),
        (HeaderName.own("X-Frame-Options"), "DENY"),
        (HeaderName.own("Referrer-Policy"), "no-referrer"),
        (HeaderName.own("Cross-Origin-Opener-Policy"), "same-origin"),
        (HeaderName.own("Cross-Origin-Embedder-Policy"), "require-corp"),
        (HeaderName.own("Cross-Origin-Resource-Policy"), "same-origin"),
        (
            HeaderName.own("Permissions-Policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        ),
        (HeaderName.own("X-Robots-Tag"), "noindex, nofollow"),
    ]

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data) else {
            return context.write(data, promise: promise)
        }
        for (name, value) in Self.all where !head.headerFields.contains(name) {
            head.headerFields[name] = value
        }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
