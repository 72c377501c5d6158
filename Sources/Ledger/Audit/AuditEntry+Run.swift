import BursarModel

extension AuditEntry {
    /// A row for each campus where fees were booked or outputs sent, and one for the run, by who
    /// started it.
    ///
    /// A run that moved nothing is none: the trail of a hub that looks every quarter of an hour is
    /// still read by people.
    static func endOfRun(
        _ run: String,
        _ parts: [CampusRunRecord],
        by person: String?
    ) throws -> [AuditEntry] {
        let moved = parts.map(\.summary).filter(\.hasMovedFees)
        guard !moved.isEmpty else { return [] }
        var totals = Books.zero
        for part in moved { try totals.add(part.books) }
        let campuses = moved.map { campus in
            AuditEntry(
                .campusRunFinished,
                at: campus.campus,
                by: run,
                totals: .books(campus.books),
                facts: [
                    AuditFact("outcome", Printable(campus.outcome.rawValue)),
                    AuditFact("released", campus.released.count),
                ]
            )
        }
        let whole = AuditEntry(
            .runFinished,
            at: nil,
            by: person ?? run,
            subject: run,
            totals: .books(totals),
            facts: [AuditFact("campuses", moved.count)]
        )
        return campuses + [whole]
    }
}

extension CampusSummary {
    fileprivate var hasMovedFees: Bool {
        outcome != .trial && (!books.read.isZero || !released.isZero || !outputs.isEmpty)
    }
}
