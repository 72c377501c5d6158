import BursarModel
import Ledger
import Posix
import Registry

/// Proves one campus's books: from its archived exports, its ledger and its archived outputs.
final class CampusVerification {
    let campus: CampusKey
    let ledger: Ledger
    let home: Home
    let archive: ExportArchive
    /// Where outputs are rendered again.
    let workshop: Folder
    let log: VerifyLog
    private var configurations: [Int: CampusConfiguration] = [:]
    var told: VerifyReport.Campus
    /// What each run booked, found in the exports; nil where an export could not be read.
    var booked: [String: Books?] = [:]

    init(
        _ campus: CampusInForce,
        ledger: Ledger,
        home: Home,
        workshop: Folder,
        log: VerifyLog
    ) throws {
        self.campus = campus.campus
        self.ledger = ledger
        self.home = home
        self.workshop = workshop
        self.log = log
        archive = ExportArchive(folder: try home.archive(of: campus.campus))
        told = VerifyReport.Campus(campus: campus.campus, name: campus.name)
    }

    /// Goes through everything; `step` is told how far it is, between exports and outputs.
    func verify(_ step: (_ done: Int, _ of: Int) -> Void) throws {
        let exports = try ledger.bookedExports(of: campus)
        let outputs = try ledger.outputsInForce(of: campus)
        let all = exports.count + outputs.count
        for (index, export) in exports.enumerated() {
            step(index, all)
            try verify(export)
        }
        for (index, output) in outputs.enumerated() {
            step(exports.count + index, all)
            if output.isPurged {
                passPurged(output.output)
            } else {
                try verify(output.output, records: output.records, isCollected: output.isCollected)
            }
        }
        try verifyRuns()
        let strays = try ledger.strayCharges(of: campus)
        if strays > 0 {
            found(
                .feeUnknown,
                campus.text,
                "the ledger has \(strays) charges that belong to no export that was booked"
            )
        }
        log.add(told)
    }

    func found(_ kind: VerifyKind, _ subject: String, _ message: Message) {
        log.found(kind, at: campus, subject, message)
    }

    /// A recorded revision; nil, and told, where this program cannot read it.
    func configuration(of revision: Int) throws -> CampusConfiguration? {
        if let known = configurations[revision] { return known }
        do {
            let read = try CampusConfiguration(of: campus, revision: revision, from: ledger)
            configurations[revision] = read
            return read
        } catch HubError.badConfiguration(let message, _) {
            found(.configurationUnreadable, "\(campus) revision \(revision)", message)
            return nil
        }
    }

    /// The books of each run are those that its exports were booked with.
    private func verifyRuns() throws {
        for run in try ledger.bookedRuns(of: campus) {
            told.runs += 1
            let subject = "\(campus) run \(run.run)"
            // Nothing is known of it where one of its exports could not be read.
            if let books = booked[run.run, default: .zero], books != run.books {
                found(
                    .runDiffers,
                    subject,
                    "its exports come to other books than the run has"
                )
            }
            if run.released != run.releasedFees {
                found(
                    .runDiffers,
                    subject,
                    "it released \(run.releasedFees.count) held fees and has \(run.released.count), or other amounts"
                )
            }
        }
    }

    /// Adds what an export was booked with to its run.
    func count(_ books: Books?, toRun run: String) {
        guard let books, var sum = booked[run, default: .zero] else {
            booked[run] = .some(nil)
            return
        }
        do {
            try sum.add(books)
            booked[run] = sum
        } catch {
            booked[run] = .some(nil)
        }
    }
}
