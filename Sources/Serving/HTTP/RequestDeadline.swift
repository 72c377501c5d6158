import NIOCore
import NIOHTTPTypes

/// Closes a connection on which a request takes too long, whoever is slow: its sender, or its
/// reader.
///
/// It counts from the end of the head to the last byte of the body and of the answer. A head that
/// does not end is cut by the idle time of the connection.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    /// Requests whose answer is not written, and the one that is not read to its end.
    private var unanswered = 0
    private var unread = 0
    private var end: Scheduled<Void>?

    init(_ limit: Duration) { self.limit = TimeAmount(limit) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            unread += 1
            if end == nil { schedule(context) }
        case .body: break
        case .end:
            unread -= 1
            settle(context)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            return context.write(data, promise: promise)
        }
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in
            self.unanswered -= 1
            // The next one on this connection has its own time.
            self.end?.cancel()
            self.end = nil
            if self.unread + self.unanswered > 0, context.channel.isActive {
                self.schedule(context)
            }
        }
        context.write(data, promise: written)
    }

    private func settle(_ context: ChannelHandlerContext) {
        guard unread + unanswered == 0 else { return }
        end?.cancel()
        end = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        context.fireChannelInactive()
    }

    private func schedule(_ context: ChannelHandlerContext) {
        end = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            context.close(promise: nil)
        }
    }
}
