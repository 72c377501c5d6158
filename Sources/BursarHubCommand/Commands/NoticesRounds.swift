import BursarModel
import Dispatch
import Hub
import Posix
import Synchronization

/// What `serve` does beside its pages: every minute it hands over the notes that are due again.
///
/// It works on a thread and with a session of its own, so that no page waits for a mail server.
final class NoticesRounds: Sendable {
    private static let pause = Duration.seconds(60)
    /// What is not handed over in that time is taken up by the next round.
    private static let patience = Duration.seconds(40)

    private let option: NoticesOption
    private let hub: Hub
    private let say: @Sendable (String) -> Void
    private let work = DispatchGroup()
    private let trouble = Mutex(NoticesTrouble())

    init(_ option: NoticesOption, hub: Hub, say: @escaping @Sendable (String) -> Void) {
        self.option = option
        self.hub = hub
        self.say = say
    }

    /// Until the process is asked to end.
    func begin() {
        DispatchQueue(label: "bursarhub.notices").async(group: work) { [self] in
            while !EndRequest.isMade {
                let outcome = Result { try round() }
                // What its end cut short is no trouble.
                if !EndRequest.isMade, let line = trouble.withLock({ $0.line(about: outcome) }) {
                    say(line)
                }
                EndRequest.sleep(NoticesRounds.pause)
            }
        }
    }

    /// A note that is being handed over is brought to its end, or given back within seconds.
    func waitForTheirEnd() { work.wait() }

    /// Nil where nobody is to be told.
    ///
    /// The file is read anew each time, so that it may change.
    private func round() throws -> HandOverReport? {
        guard let (_, courier) = try option.settings(in: hub.home) else { return nil }
        return try hub.handOverNotices(
            within: NoticesRounds.patience,
            deliver: courier.deliver(by: hub)
        )
    }
}
