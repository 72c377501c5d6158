import BursarModel
import Ledger

/// What is read of all campuses at once, and of each alone where the database is damaged.
///
/// A page that cannot be read is the trouble of the campuses whose rows are on it. So what has met
/// one is asked again by indices alone, and then campus by campus. What all campuses need, as the
/// registry, is read without this: its damage ends the run.
struct CommonReading {
    private let ledger: Ledger
    /// The campuses of which something cannot be read.
    private(set) var damaged: [CampusKey: Trouble] = [:]

    init(_ ledger: Ledger) { self.ledger = ledger }

    /// Reads of all campuses: nil asks for all in one, a key for that one.
    mutating func read<Row>(_ rows: (CampusKey?) throws -> [Row]) throws -> [Row] {
        if let found = try whole({ try rows(nil) }) { return found }
        var found: [Row] = []
        for campus in try ledger.campusKeys() where damaged[campus] == nil {
            do {
                found += try rows(campus)
            } catch {
                try note(error, at: campus)
            }
        }
        return found
    }

    /// Reads in one; nil where damage is in the way even if no other page is looked at.
    func whole<Found>(_ body: () throws -> Found) throws -> Found? {
        for isLast in [false, true] {
            do {
                return try body()
            } catch {
                guard Trouble(error).isDamage else { throw error }
                if !isLast { try ledger.avoidScans() }
            }
        }
        return nil
    }

    private mutating func note(_ error: any Error, at campus: CampusKey) throws {
        let trouble = Trouble(error, at: campus)
        guard trouble.isDamage else { throw error }
        damaged[campus] = trouble
    }
}
