import AlmaExport
import BursarModel
import Ledger
import Locations
import Posix

/// An archived export against its row, fee by fee.
extension CampusVerification {
    func verify(_ export: BookedExportRecord) throws {
        told.exports += 1
        let subject = "\(campus)-x\(export.export)"
        if export.isPurged { return try verifyPurged(export, subject) }
        // Files first: a changed one has fees that nobody booked.
        let isThere = try verifyFile(of: export, subject)
        switch export.state {
        case .converted:
            if isThere {
                try verifyFees(of: export, subject)
            } else {
                count(nil, toRun: export.run)
            }
        case .duplicate:
            count(export.books, toRun: export.run)
            if export.books != Books(read: export.books.read, duplicate: export.books.read) {
                found(.booksDiffer, subject, "of a whole file that came again all is duplicate")
            }
        case .ignored where export.isWrittenOff:
            try verifyWrittenOff(export, isThere: isThere, subject)
        case .held, .ignored, .settling:
            if export.books != .zero {
                found(.booksDiffer, subject, "an export that is not booked has no books")
            }
        }
    }

    /// One whose file was given up: its books must add up, and something be left of every fee.
    private func verifyPurged(_ export: BookedExportRecord, _ subject: String) throws {
        if !export.books.balance {
            found(.booksDiffer, subject, "its buckets do not add up to what was read")
        }
        guard export.state == .converted else {
            if export.state == .duplicate { count(export.books, toRun: export.run) }
            return
        }
        do throws(HoldReason) {
            try told.fees.add(export.books.read)
        } catch {
            found(.booksDiffer, campus.text, "the sum of all fees does not fit")
        }
        // Where its fees are now is known, but not of all where they were booked.
        count(nil, toRun: export.run)
        let kept = try ledger.keptFees(of: export, at: campus)
        if kept != export.books.read.count {
            found(
                .feeMissing,
                subject,
                "it is purged, and of its \(export.books.read.count) fees the ledger has \(kept)"
            )
        }
    }

    /// All that can be read of it is skipped, on the word of a person; nothing of it was booked.
    private func verifyWrittenOff(
        _ export: BookedExportRecord,
        isThere: Bool,
        _ subject: String
    ) throws {
        guard isThere else { return }
        let read = try archive.tally(of: export.file)
        if export.books != Books(read: read, skipped: read) {
            found(.booksDiffer, subject, "of an export that is written off all is skipped")
        }
    }

    /// Whether the archived export is there as it was taken.
    private func verifyFile(of export: BookedExportRecord, _ subject: String) throws -> Bool {
        guard let name = FileName(export.file.archivedAs) else {
            found(.exportMissing, subject, "the ledger names no file of the archive for it")
            return false
        }
        do throws(PosixError) {
            let file = try archive.folder.openFile(name)
            guard try file.sha256() == export.file.sha256 else {
                foundChanged(export, subject)
                return false
            }
            if try file.status().size != export.file.bytes {
                found(.booksDiffer, subject, "the ledger has another size of its file")
            }
            return true
        } catch {
            guard error.errno == .noEntry else { throw error }
            foundMissing(export, subject)
            return false
        }
    }

    private func foundMissing(_ export: BookedExportRecord, _ subject: String) {
        found(
            .exportMissing,
            subject,
            "the archived export \(Printable(export.file.archivedAs)) is missing"
        )
    }

    private func foundChanged(_ export: BookedExportRecord, _ subject: String) {
        found(
            .exportChanged,
            subject,
            "the archived export \(Printable(export.file.archivedAs)) has another SHA-256"
        )
    }

    private func verifyFees(of export: BookedExportRecord, _ subject: String) throws {
        guard let configuration = try configuration(of: export.revision) else {
            return count(nil, toRun: export.run)
        }
        // So late that no fee's date lies behind it: what was judged once is not judged again.
        guard let day = export.file.exportDate?.adding(days: 36_500) else {
            return found(.booksDiffer, subject, "the ledger has no day for it")
        }
        do {
            let format = try configuration.format(for: export.file.code)
            try ledger.withBookedFees(of: export, at: campus) { cursor in
                var comparison = FeeComparison(
                    cursor,
                    judge: configuration.judge(format: format, runDate: day)
                ) { kind, message in
                    self.found(kind, subject, message)
                }
                let header = try archive.read(export.file) { try comparison.take($0) }
                try comparison.end()
                try compare(comparison.books, comparison.booked, export, subject)
                if export.exportNumber != header.exportNumbers.first {
                    found(.booksDiffer, subject, "the ledger has another export number")
                }
            }
        } catch HubError.badConfiguration(let message, _) {
            count(nil, toRun: export.run)
            found(.configurationUnreadable, subject, message)
        } catch let error as ExportReadError {
            count(nil, toRun: export.run)
            found(
                .feeMissing,
                subject,
                "the archived export cannot be read any more: line \(error.line), column \(error.column): \(error.message)"
            )
        }
    }

    /// Compares the books that the fees come to with those of the row.
    private func compare(
        _ books: Books,
        _ booked: Books,
        _ export: BookedExportRecord,
        _ subject: String
    ) throws {
        do throws(HoldReason) {
            try told.fees.add(books.read)
        } catch {
            found(.booksDiffer, campus.text, "the sum of all fees does not fit")
        }
        count(booked, toRun: export.run)
        if books.read != export.books.read {
            found(.booksDiffer, subject, differing("read", books.read, export.books.read))
        }
        for bucket in Bucket.allCases where books[bucket] != export.books[bucket] {
            found(
                .booksDiffer,
                subject,
                differing(Printable(bucket.rawValue), books[bucket], export.books[bucket])
            )
        }
        if !export.books.balance {
            found(.booksDiffer, subject, "its buckets do not add up to what was read")
        }
    }

    private func differing(_ name: Printable, _ found: Tally, _ row: Tally) -> Message {
        """
        \(name): its fees are \(found.count), \(found.chargeCents) and -\(found.creditCents) cents; \
        the ledger has \(row.count), \(row.chargeCents) and -\(row.creditCents)
        """
    }

    private func differing(_ name: StaticString, _ found: Tally, _ row: Tally) -> Message {
        differing(Printable(name.description), found, row)
    }
}
