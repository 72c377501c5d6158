package import BursarModel

/// A campus's line in the table of a run, for paper, page and terminal alike.
package struct CampusRow: Sendable {
    package var key: CampusKey
    package var name: String
    package var standing: Standing
    package var isLayoutConfirmed: Bool
    /// What the figures alone do not say, as the rest of the balance, and what trial would hold.
    package var notes: [String]
    /// When its newest export came, in the campus's own time; nil where none did.
    package var came: String?
    /// The same for a narrow column: the time alone on the run's own day, else the day alone.
    var cameBriefly: String?
    package var books: Books

    init(_ campus: CampusSummary, onTrial: Bool, of run: RunSummary) {
        key = campus.campus
        name = CampusName.short(of: campus.name, key: campus.campus)
        standing = campus.standing
        isLayoutConfirmed = campus.layoutConfirmed
        let clock = CampusClock(campus.timeZone)
        let newest = campus.exports.compactMap(\.receivedAt).max()
        came = newest.map { clock.relative($0, to: run.startedAt) }
        cameBriefly = newest.map { clock.timeOrDay($0, on: run.startedAt) }
        books = campus.books
        notes = CampusRow.notes(on: campus, onTrial: onTrial, mode: run.mode)
    }

    private static func notes(
        on campus: CampusSummary,
        onTrial: Bool,
        mode: RunMode
    ) -> [String] {
        var notes = [Bucket.duplicate, .skipped].filter { campus.books[$0].count > 0 }.map {
            "\(Figures.count(campus.books[$0].count)) \($0.plainName.lowercased())"
        }
        if onTrial, campus.heldByReason.isEmpty, campus.books.held.count > 0 {
            notes.append("would hold \(Figures.count(campus.books.held.count))")
        } else if onTrial, campus.outcome == .trial {
            notes += HeldMatter.of(campus).map { matter in
                let what =
                    matter.missingRows.isEmpty
                    ? String(matter.fact.prefix { $0 != "." }) : matter.shownRows
                return "would hold \(Figures.count(matter.tally.count)): \(what)"
            }
        }
        let released = campus.released.count
        if released > 0 { notes.append("with \(Figures.count(released)) released from held") }
        let waiting = onTrial || mode == .reportOnly ? 0 : campus.undelivered
        if waiting > 0 { notes.append("\(counted(waiting, "record")) not delivered yet") }
        let arriving = campus.exports.count { $0.state == .settling }
        if arriving > 0 { notes.append("\(counted(Int64(arriving), "export")) still arriving") }
        if campus.retries > 0 {
            notes.append("\(counted(Int64(campus.retries), "transaction")) begun again")
        }
        if campus.outcome == .paused, !campus.message.isEmpty {
            notes.append(Printable.escaped(campus.message))
        }
        if !campus.books.balance { notes.append("does not balance") }
        return notes
    }
}

/// The rows of a run in the order in which people should look.
package struct CampusRows: Sendable {
    /// Troubled ones first, then by name.
    package var inTotal: [CampusRow]
    /// Those on trial, whose figures are in no total.
    package var onTrial: [CampusRow]
    /// Paused or retired.
    package var resting: [CampusRow]

    package init(_ run: RunSummary) {
        let party = Participants(run)
        func rows(_ campuses: [CampusSummary], onTrial: Bool = false) -> [CampusRow] {
            CampusRows.sorted(campuses.map { CampusRow($0, onTrial: onTrial, of: run) })
        }
        inTotal = rows(party.takingPart)
        onTrial = rows(party.onTrial, onTrial: true)
        resting = rows(party.resting)
    }

    var all: [CampusRow] { inTotal + onTrial + resting }

    /// What a star behind a name means; nil where no name has one.
    package var footnote: String? {
        all.allSatisfy(\.isLayoutConfirmed) ? nil : CampusName.unconfirmedFootnote
    }

    private static func sorted(_ rows: [CampusRow]) -> [CampusRow] {
        rows.sorted { one, other in
            let (first, second) = (one.standing.rank, other.standing.rank)
            return (first, one.key) < (second, other.key)
        }
    }
}

extension CampusSummary {
    /// Records of outputs that are booked but not in the outbox, or not surely so.
    fileprivate var undelivered: Int64 {
        outputs.reduce(0) { sum, output in
            switch output.state {
            case .planned, .staged, .waiting, .inDoubt: sum.addingClamped(output.records)
            case .published, .recalling, .void: sum
            }
        }
    }
}

extension Standing {
    /// Where it stands in a list: trouble by its gravity, everything else alike.
    package var rank: Int { isTrouble ? tone.rawValue : Tone.good.rawValue }
}
