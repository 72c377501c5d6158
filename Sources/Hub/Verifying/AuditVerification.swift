import BursarModel
import Digests
import Ledger

/// Proves the audit trail: its chain by itself, and its length by the anchor outside.
struct AuditVerification {
    /// So many lines of the anchor are compared at a time.
    private static let block = 1000

    let ledger: Ledger
    let anchor: AuditAnchor
    let log: VerifyLog

    func verify() throws {
        let head = try ledger.checkAuditChain { fault in
            switch fault {
            case .changed(let number):
                found(.auditChanged, row(number), "the row is not the one that was written")
            case .outOfOrder(let number):
                found(.auditReordered, row(number), "the row does not follow the one before it")
            case .missing(let rows) where rows.count == 1:
                found(.auditMissing, row(rows.lowerBound), "the row was taken out")
            case .missing(let rows):
                found(
                    .auditMissing,
                    row(rows.lowerBound),
                    "rows \(rows.lowerBound) to \(rows.upperBound) were taken out"
                )
            }
        }
        let anchors = try compareAnchors(with: head?.count ?? 0)
        log.audited(rows: head?.count ?? 0, anchors: anchors)
    }

    private func row(_ number: Int64) -> String { "row \(number)" }

    private func line(_ place: Int) -> String { "anchor line \(place)" }

    private func found(_ kind: VerifyKind, _ subject: String, _ message: Message) {
        log.found(kind, at: nil, subject, message)
    }

    // MARK: The anchor

    private struct Anchored {
        var place: Int
        var line: AnchorLine
    }

    /// - Returns: how many lines of the anchor fit the trail.
    private func compareAnchors(with count: Int64) throws -> Int64 {
        // What a person accepted later is no fault: found first, for a line tells of those before.
        var accepted = 0
        var isThere = try anchor.read { place, found in
            if case .line(let line) = found, line.occasion == .accepted { accepted = place }
        }
        var waiting: [Anchored] = []
        var fitting: Int64 = 0
        var last: Int64 = 0
        isThere =
            try anchor.read { place, found in
                switch found {
                case .line(let line):
                    last = line.head.count
                    waiting.append(Anchored(place: place, line: line))
                    guard waiting.count == AuditVerification.block else { return }
                    fitting += try compare(waiting, with: count, accepted: accepted)
                    waiting = []
                case .forged:
                    self.found(
                        .anchorChanged,
                        line(place),
                        "the line was not written by this home, or lines before it were changed or taken out"
                    )
                case .incomplete:
                    self.found(
                        .anchorIncomplete,
                        line(place),
                        "its writing was interrupted; the next line follows the one before it"
                    )
                }
            } && isThere
        fitting += try compare(waiting, with: count, accepted: accepted)
        try noteMissing(isThere: isThere, last: last)
        return fitting
    }

    private func compare(
        _ lines: [Anchored],
        with count: Int64,
        accepted: Int
    ) throws -> Int64 {
        let hashes = try ledger.auditHashes(of: lines.map(\.line.head.count))
        var fitting: Int64 = 0
        for (place, anchored) in lines.map({ ($0.place, $0.line) }) {
            if hashes[anchored.head.count] == anchored.head.hash {
                fitting += 1
            } else if place < accepted {
                found(
                    .anchorAccepted,
                    line(place),
                    "it does not fit the trail, which a person accepted later"
                )
            } else if anchored.head.count > count {
                found(
                    .auditCutOff,
                    row(count + 1),
                    "the trail ends with row \(count), but had \(anchored.head.count) rows: its end was cut off, or the database is that of an earlier day"
                )
            } else if hashes[anchored.head.count] == nil {
                found(.auditMissing, row(anchored.head.count), "the anchor knows the row")
            } else {
                found(
                    .auditChanged,
                    row(anchored.head.count),
                    "the anchor knows the row with another hash"
                )
            }
        }
        return fitting
    }

    /// One run may have been killed before it wrote its line; more of them were not.
    private func noteMissing(isThere: Bool, last: Int64) throws {
        let runs = try ledger.runsFinished(after: last)
        if !isThere, runs > 0 {
            found(
                .anchorMissing,
                Printable.escaped(anchor.place),
                "there is no anchor: nobody can tell whether the trail's end was cut off"
            )
        } else if runs > 1 {
            found(
                .anchorMissing,
                Printable.escaped(anchor.place),
                "the anchor ends \(runs) runs before the trail: it could not be written, or its end was cut off"
            )
        }
    }
}
