#if DEBUG
    import Glibc
    import Synchronization
#endif

/// A named place where a test lets the program die or fail.
///
/// In a release build every call is empty and the setting is not read: the name of the variable is
/// not even in the binary. In a debug build `BURSARHUB_FAILPOINTS` holds entries separated by `;`:
/// `publish.after_rename=crash` ends the process as kill -9 does, `render=throw@3` throws at the
/// third time the place is reached, `hang` keeps the thread there, and `stop` stops the process.
public enum Failpoint {
    #if DEBUG
        public static func reached(_ name: StaticString) throws {
            guard let action = Failpoint.plan.withLock({ $0.reach(name.description) }) else {
                return
            }
            switch action {
            case .crash: kill(getpid(), SIGKILL)
            case .fail: throw FailpointReached(name: name.description)
            case .hang: while true { sleep(60) }
            case .overflow: _ = deeper(0)
            case .stop: raise(SIGSTOP)  // to this thread, so that it stops here
            }
        }

        /// How far the clock is put forward now, in seconds: `clock=+86400`, or `clock=-60@3` from
        /// its third reading on.
        public static var clockShift: Int64 { Failpoint.plan.withLock { $0.readClock() } }

        /// A place where nothing can be thrown: the program dies there, or nothing happens.
        public static func passed(_ name: StaticString) {
            guard plan.withLock({ $0.reach(name.description) }) == .crash else { return }
            kill(getpid(), SIGKILL)
        }

        /// What an entry such as `order=commit_then_publish` chooses; nil where there is none.
        public static func choice(_ name: StaticString) -> String? {
            plan.withLock { $0.choices[name.description] }
        }

        /// A number that a test gives in place of ours, as `lease.seconds=2`.
        public static func number(_ name: StaticString) -> Int? {
            choice(name).flatMap { Int($0) }
        }

        /// Uses up the thread's stack.
        private static func deeper(_ depth: Int) -> Int {
            depth == .max ? 0 : deeper(depth + 1) + depth % 2
        }

        private static let plan = Mutex(FailpointPlan(environment: "BURSARHUB_FAILPOINTS"))
    #else
        @inlinable @inline(__always)
        public static func reached(_ name: StaticString) throws {}

        @inlinable @inline(__always)
        public static var clockShift: Int64 { 0 }

        @inlinable @inline(__always)
        public static func passed(_ name: StaticString) {}

        @inlinable @inline(__always)
        public static func number(_ name: StaticString) -> Int? { nil }
    #endif
}

/// What a failpoint throws.
public struct FailpointReached: Error, Equatable {
    public var name: String
}
