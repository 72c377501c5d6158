import ArgumentParser

/// What stands behind `--watch`: seconds, or already the campus that is watched.
enum WatchArgument: ExpressibleByArgument, CustomStringConvertible {
    case every(seconds: Int64)
    case campus(String)

    static let usual = WatchArgument.every(seconds: 5)

    init?(argument: String) {
        self = Int64(argument).map { .every(seconds: $0) } ?? .campus(argument)
    }

    var seconds: Int64 {
        switch self {
        case .every(let seconds): seconds
        case .campus: 5
        }
    }

    /// The campus that was meant as an argument of the command.
    var campus: String? {
        switch self {
        case .every: nil
        case .campus(let key): key
        }
    }

    var description: String { "\(seconds)" }
}
