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
        /// Settings beside the places, such as `lease.seconds=2`.
        private(set) var numbers: [String: Int] = [:]

        init(environment variable: String) {
            self.init(unsafe getenv(variable).map { unsafe String(cString: $0) } ?? "")
        }

        init(_ setting: String) {
            for entry in setting.split(separator: ";") {
                let sides = entry.split(separator: "=", maxSplits: 1)
                guard sides.count == 2 else { continue }
                numbers[String(sides[0])] = Int(sides[1])
                let parts = sides[1].split(separator: "@", maxSplits: 1)
                guard let action = Action(rawValue: String(parts[0])) else { continue }
                let at = parts.count == 2 ? Int(parts[1]) ?? 1 : 1
                steps[String(sides[0])] = Step(action: action, at: at)
            }
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
