import Glibc
import Posix

/// Commands timed one after another, round after round, so that what else the machine does meets
/// all of them alike.
struct Comparison {
    /// Seconds of processor time, a list per command, an entry per round.
    private var seconds: [[Double]]

    init(_ commands: [[String]], rounds: Int) throws {
        seconds = Array(repeating: [], count: commands.count)
        for round in -1..<rounds {
            for (index, command) in commands.enumerated() {
                let before = Comparison.secondsOfChildren
                let outcome = try ChildProcess(command[0], Array(command.dropFirst()))
                    .run(deadline: .seconds(3600))
                guard outcome.succeeded else {
                    throw Failure(command: command, words: outcome.errorText)
                }
                let after = Comparison.secondsOfChildren
                // The round before the first fills caches and counts for nothing.
                if round >= 0 { seconds[index].append(after - before) }
            }
        }
    }

    struct Failure: Error {
        var command: [String]
        var words: String
    }

    /// A line per command: the median of its seconds; and how many times those of the first command
    /// are its own, as median, least and most over the rounds.
    var text: String {
        seconds.map { own in
            let ratios = zip(seconds[0], own).map { $0 / max($1, 0.000_001) }.sorted()
            let figures = [own.sorted()[own.count / 2], ratios[ratios.count / 2]]
            return (figures + [ratios[0], ratios[ratios.count - 1]])
                .map(Comparison.written).joined(separator: " ")
        }.joined(separator: "\n")
    }

    private static func written(_ number: Double) -> String {
        let thousandths = Int((number * 1000).rounded())
        let rest = "00\(thousandths % 1000)".suffix(3)
        return "\(thousandths / 1000).\(rest)"
    }

    /// Processor time of all children that have ended.
    private static var secondsOfChildren: Double {
        var usage = rusage()
        _ = unsafe getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
    }
}
