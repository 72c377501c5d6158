/// Where a fee ends.
///
/// Every fee read ends in exactly one bucket.
public enum Bucket: String, Sendable, CaseIterable, Codable {
    /// In an output for PeopleSoft SFS.
    case written
    /// In an output of kind `other`, for borrowers without an account.
    case diverted
    /// Waiting for a person.
    case held
    /// Already in the ledger.
    case duplicate
    /// Of zero amount, left out by a rule the campus wrote, or written off by a person.
    case skipped
}

/// The books of an export, a campus or the consortium: what was read and where it ended.
public struct Books: Hashable, Sendable {
    public var read: Tally
    public var written: Tally
    public var diverted: Tally
    public var held: Tally
    public var duplicate: Tally
    public var skipped: Tally

    public init(
        read: Tally = .zero,
        written: Tally = .zero,
        diverted: Tally = .zero,
        held: Tally = .zero,
        duplicate: Tally = .zero,
        skipped: Tally = .zero
    ) {
        self.read = read
        self.written = written
        self.diverted = diverted
        self.held = held
        self.duplicate = duplicate
        self.skipped = skipped
    }

    public static let zero = Books()

    public subscript(bucket: Bucket) -> Tally {
        get {
            switch bucket {
            case .written: written
            case .diverted: diverted
            case .held: held
            case .duplicate: duplicate
            case .skipped: skipped
            }
        }
        set {
            switch bucket {
            case .written: written = newValue
            case .diverted: diverted = newValue
            case .held: held = newValue
            case .duplicate: duplicate = newValue
            case .skipped: skipped = newValue
            }
        }
    }

    /// Whether what was read equals the sum of the buckets.
    ///
    /// In count, in charge cents and in credit cents. A sum that overflows does not balance.
    public var balance: Bool {
        var sum = Tally.zero
        do {
            for bucket in Bucket.allCases { try sum.add(self[bucket]) }
        } catch {
            return false
        }
        return sum == read
    }

    public mutating func add(_ other: Books) throws(HoldReason) {
        try read.add(other.read)
        for bucket in Bucket.allCases { try self[bucket].add(other[bucket]) }
    }
}

extension Books: Codable {}
