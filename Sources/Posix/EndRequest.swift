import Glibc
import Synchronization

/// A wish that this process end in order and soon: a signal came, or its time is up.
///
/// Whatever waits or works long looks at it. It is the process's, as the signals are, and once made
/// it stays: so it is no value that could be passed around.
public enum EndRequest {
    public enum Cause: Equatable, Sendable {
        case signal(Int32)
        /// The time that the command was given is up.
        case deadline
        /// The process stood still, as after Ctrl-Z, for longer than what it held may last.
        case standstill
    }

    /// How long waits that are under way may still last, so that what nearly succeeded does.
    static let grace: Duration = .seconds(2)
    /// The same for what is said and recorded last.
    static let lastWords: Duration = .seconds(4)
    /// After that the process ends, whatever it does.
    static let limit: Duration = .milliseconds(4600)

    private struct Made {
        var cause: Cause
        var at: Duration
        var allowed: Duration
    }

    private static let made = Mutex<Made?>(nil)
    private static let isMadeFlag = Atomic<Bool>(false)

    /// Cheap enough to be asked for each block that is read.
    public static var isMade: Bool { isMadeFlag.load(ordering: .acquiring) }

    public static var cause: Cause? { isMade ? made.withLock { $0?.cause } : nil }

    /// How long ago; nil where there is none.
    public static var age: Duration? {
        isMade ? made.withLock { $0.map { MonotonicClock.now - $0.at } } : nil
    }

    /// Made once; what comes later changes nothing.
    public static func make(_ cause: Cause) {
        made.withLock { made in
            made = made ?? Made(cause: cause, at: MonotonicClock.now, allowed: grace)
        }
        isMadeFlag.store(true, ordering: .releasing)
    }

    /// Allows waits anew: for what is still to be recorded and said.
    public static func beginLastWords() {
        made.withLock { $0?.allowed = lastWords }
    }

    /// - Throws: `EndRequested` where the process is to end: nothing new is begun then.
    public static func check() throws(EndRequested) {
        if let cause { throw EndRequested(cause: cause) }
    }

    /// How long a wait may last that was to last so long; zero where it is to end now.
    public static func shortened(_ wait: Duration) -> Duration {
        guard isMade else { return wait }
        return made.withLock { made in
            guard let made else { return wait }
            return max(.zero, min(wait, made.at + made.allowed - MonotonicClock.now))
        }
    }

    /// No wait in `poll` lasts longer without a look at whether the process is to end.
    public static let slice: Duration = .milliseconds(200)

    /// Sleeps this long, or a slice of it where the process is to end.
    ///
    /// Never less: who sleeps between two looks must not begin to spin.
    public static func sleep(_ duration: Duration) {
        let end = MonotonicClock.now + duration
        repeat {
            let left = min(end - MonotonicClock.now, slice)
            guard left > .zero else { return }
            _ = poll(nil, 0, Int32((left / .milliseconds(1)).rounded(.up)))
        } while !isMade
    }
}

/// Something was not begun, or not finished, because the process is to end.
public struct EndRequested: Error, Equatable, CustomStringConvertible {
    public let cause: EndRequest.Cause

    public init(cause: EndRequest.Cause) { self.cause = cause }

    public var description: String {
        switch cause {
        case .signal(SIGINT): "it was interrupted"
        case .signal(SIGHUP): "its terminal was closed"
        case .signal: "it was asked to end"
        case .deadline: "its time was up"
        case .standstill: "it stood still for too long"
        }
    }
}
