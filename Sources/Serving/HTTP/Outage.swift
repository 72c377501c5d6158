/// A time in which requests are answered with 503, and what the log says of it.
///
/// It is told once, then once a minute with how many requests it met, and once when it is over: many
/// browsers that wait for one database would else fill the log with one line.
struct Outage {
    enum Word: Equatable {
        /// The first request of an outage: its own line says why.
        case begins
        /// So many requests, this one included, since the last word.
        case goesOn(requests: Int)
        case nothing
    }

    struct End: Equatable {
        var requests: Int
        var lasted: Duration
    }

    private struct Present {
        var begun: Duration
        var lastMet: Duration
        var lastWord: Duration
        var requests = 1
        var untold = 0
    }

    private static let betweenWords: Duration = .seconds(60)
    /// One that comes and goes by the second is one outage.
    private static let calm: Duration = .seconds(5)

    private var present: Present?

    /// A request met it.
    mutating func met(at now: Duration) -> Word {
        guard var outage = present else {
            present = Present(begun: now, lastMet: now, lastWord: now)
            return .begins
        }
        outage.lastMet = now
        outage.requests += 1
        outage.untold += 1
        defer { present = outage }
        guard now - outage.lastWord >= Self.betweenWords else { return .nothing }
        let requests = outage.untold
        outage.untold = 0
        outage.lastWord = now
        return .goesOn(requests: requests)
    }

    /// The database has answered last at that moment; nil where that ends no outage.
    mutating func answered(at moment: Duration) -> End? {
        guard let outage = present, moment - outage.lastMet >= Self.calm else { return nil }
        present = nil
        return End(requests: outage.requests, lasted: moment - outage.begun)
    }
}
