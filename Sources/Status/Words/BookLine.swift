package import BursarModel

/// One of the numbers that prove the headline, with its name in plain words.
struct BookLine: Sendable {
    var bucket: Bucket?
    var name: String
    var tally: Tally

    /// Read, and the five that it is the sum of.
    static func of(_ books: Books) -> [BookLine] {
        [BookLine(bucket: nil, name: "Fees read", tally: books.read)]
            + Bucket.allCases.map { bucket in
                BookLine(bucket: bucket, name: bucket.plainName, tally: books[bucket])
            }
    }

    /// What stands before a bucket's name where the lines are read as one equation.
    static func sign(of bucket: Bucket?) -> String {
        switch bucket {
        case nil: ""
        case .written: "= "
        case .diverted, .held, .duplicate, .skipped: "+ "
        }
    }
}

extension Bucket {
    /// What people call it; the contract's own word stands in JSON and CSV.
    package var plainName: String {
        switch self {
        case .written: "Sent to SFS"
        case .diverted: "To other offices"
        case .held: "Held"
        case .duplicate: "Already known"
        case .skipped: "Skipped"
        }
    }
}

extension RunSummary {
    /// Fees held earlier that joined this run's outputs, over the campuses of the totals.
    package var released: Tally {
        Participants(self).takingPart.reduce(Tally.zero) { $0.addingClamped($1.released) }
    }
}
