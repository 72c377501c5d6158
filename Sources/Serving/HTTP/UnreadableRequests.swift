import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Says in words what the server below answers with a bare 400: that it could not read a request.
final class UnreadableRequests: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // Every answer of our own says what kind of text it is.
        guard case .head(var head) = unwrapOutboundIn(data), head.status == .badRequest,
            !head.headerFields.contains(.contentType)
        else { return context.write(data, promise: promise) }
        let answer = Problem.unreadable.answer(.text)
        for field in answer.fields { head.headerFields[field.name] = field.value }
        head.headerFields[.contentLength] = "\(answer.body.readableBytes)"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(answer.body)), promise: promise)
    }
}
