public import BursarModel
import Digests
public import Ledger
import Registry
import SFSFormat

/// Follows fees from the line they were read on to the line they were written on.
public struct Trace {
    private let hub: Hub
    private let campus: CampusKey
    private let person: String
    private let ledger: Ledger

    public init(_ hub: Hub, of campus: CampusKey, by person: String) throws {
        self.hub = hub
        self.campus = campus
        self.person = person
        ledger = Ledger(try hub.connect("trace"))
    }

    /// The fees of a charge's or a transaction's id; none where the hub knows of none.
    public func fees(_ id: String) throws -> [TracedFee] {
        let marks = try hub.purgeMarks(of: campus, ledger)
        return try withLines(
            try ledger.trace(TraceQuery(id, at: campus), at: campus, marks: marks)
        )
    }

    /// The fees of a student, as far as their time is not over; who asked is recorded before.
    ///
    /// The trail has eight digits of a mark instead of the id: they tell that two questions were
    /// about the same person, and not about whom.
    public func fees(ofStudent id: String) throws -> [TracedFee] {
        let tag = try PurgeKey(hub.home).readOrMake(ledger)
            .authenticate("\(campus.text)\0traced\0\(id)")
        try ledger.audit(
            AuditEntry(
                .traced,
                at: campus,
                by: person,
                facts: [AuditFact("student_tag", Printable(tag.hex.prefix(8)))]
            )
        )
        return try withLines(try ledger.trace(.student(id), at: campus, marks: nil))
    }

    /// Adds where records stand in their files: a header and a heading row come before them.
    private func withLines(_ fees: [TracedFee]) throws -> [TracedFee] {
        var configurations: [Int: CampusConfiguration?] = [:]
        func line(of output: TracedOutput) throws -> Int64? {
            guard let record = output.record, output.sha256 != nil else { return nil }
            if configurations[output.revision] == nil {
                configurations[output.revision] = try configuration(output.revision)
            }
            guard let format = configurations[output.revision]??.read.formats[output.format],
                format.files.indices.contains(output.file)
            else { return nil }
            return record + format.files[output.file].linesBeforeRecords
        }
        return try fees.map { fee in
            var fee = fee
            for index in fee.outputs.indices {
                fee.outputs[index].line = try line(of: fee.outputs[index])
            }
            if let output = fee.output { fee.output?.line = try line(of: output) }
            return fee
        }
    }

    /// Nil for a revision that this program cannot read any more: what else is known is told.
    private func configuration(_ revision: Int) throws -> CampusConfiguration? {
        do {
            return try CampusConfiguration(of: campus, revision: revision, from: ledger)
        } catch is HubError {
            return nil
        }
    }
}

extension Hub {
    /// By what purged fees of a campus are found; nil where it was never purged.
    ///
    /// - Throws: `HubError.badConfiguration` where it was, and the home has not its key.
    public func purgeMarks(of campus: CampusKey, _ ledger: Ledger) throws -> PurgeMarks? {
        try PurgeKey(home).proved(for: campus, ledger).map { PurgeMarks($0, of: campus) }
    }
}
