import Dispatch
import Glibc

/// Has something done before a signal ends the command: patrons' data must not stay behind.
final class InterruptGuard {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    private let sources: [(number: Int32, source: any DispatchSourceSignal)]

    /// `clean` is called on a queue of its own, then the signal does what it does.
    ///
    /// A signal that the command was told to ignore, as by `nohup`, stays ignored.
    init(_ clean: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "bursarhub interrupt")
        sources = InterruptGuard.signals.compactMap { number in
            let before = signal(number, SIG_IGN)
            guard before == nil else { return nil }
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                clean()
                _ = signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            source.resume()
            return (number, source)
        }
    }

    func end() {
        for (number, source) in sources {
            source.cancel()
            _ = signal(number, SIG_DFL)
        }
    }
}
