import Hummingbird
import NIOCore

/// Who is at the other end of the connection.
struct Caller: InitializableFromSource {
    let peer: PeerAddress

    init(source: ApplicationRequestContextSource) {
        peer = PeerAddress(source.channel.remoteAddress?.ipAddress ?? "")
    }
}
