#if DEBUG
    import Glibc

    /// Which places end or fail the process, and at which time they are reached.
    struct FailpointPlan {
        enum Action: String {
            case crash
            case fail = "throw"
            /// The thread goes no further; the process lives on.
            case hang
            /// The thread's stack overflows.
            case overflow
            /// The process stops, as by Ctrl-Z, until somebody continues it.
            case stop
        }

        private struct Step {
            var action: Action
            /// The time the place is reached at which it acts, from 1.
            var at: Int
            var reached = 0
        }

        private var steps: [String: Step] = [:]
        private var clock: (shift: Int64, from: Int) = (0, 1)
        private var clockReadings = 0
        /// Entries that name no action: what a place that has several ways is to do.
        private(set) var choices: [String: String] = [:]

        init(environment variable: String) {
            self.init(unsafe getenv(variable).map { unsafe String(cString: $0) } ?? "")
        }

        init(_ setting: String) {
            for entry in setting.split(separator: ";") {
                let sides = entry.split(separator: "=", maxSplits: 1)
                guard sides.count == 2 else { continue }
                let parts = sides[1].split(separator: "@", maxSplits: 1)
                let at = parts.count == 2 ? Int(parts[1]) ?? 1 : 1
                if sides[0] == "clock", let shift = Int64(parts[0]) {
                    clock = (shift, at)
                    continue
                }
                guard let action = Action(rawValue: String(parts[0])) else {
                    choices[String(sides[0])] = String(sides[1])
                    continue
                }
                steps[String(sides[0])] = Step(action: action, at: at)
            }
        }

        /// Counts one reading of the clock and tells how far it is put forward.
        mutating func readClock() -> Int64 {
            clockReadings += 1
            return clockReadings >= clock.from ? clock.shift : 0
        }

        /// Counts one time and tells what is to happen now.
        mutating func reach(_ name: String) -> Action? {
            guard var step = steps[name] else { return nil }
            step.reached += 1
            steps[name] = step
            return step.reached == step.at ? step.action : nil
        }
    }
#endif
