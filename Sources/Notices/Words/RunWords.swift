import BursarModel
import Status

/// What a run comes to for the consortium, with what the run itself cannot see: who is overdue.
struct RunWords {
    private let run: RunSummary
    private let overdue: [CampusStatus]
    let clock: CampusClock

    init(_ telling: Telling) {
        run = telling.summary
        clock = CampusClock.common(to: telling.summary.campuses.map(\.timeZone))
        let isDemo = telling.status.isDemo
        overdue = telling.status.campuses.filter { campus in
            campus.isOverdue && (campus.state == .live || (isDemo && campus.state == .trial))
        }
    }

    /// `everything sent but for Fresno and San Marcos`, to stand behind a colon.
    var sentence: String {
        guard run.balanced else { return "the books do not balance" }
        let party = Participants(run)
        let names = troubled(party)
        guard !names.isEmpty else {
            let text = Headline(run).text
            return text.prefix(1).lowercased() + text.dropFirst()
        }
        let who = names.count > 3 ? Headline.campuses(names.count) : listed(names)
        let verb = names.count == 1 ? "needs" : "need"
        guard party.hasSent else { return "nothing sent, \(who) \(verb) a person" }
        return names.count > 1 && names.count >= party.takingPart.count
            ? "not everything sent, all campuses need a person" : "everything sent but for \(who)"
    }

    /// The gravest first.
    private func troubled(_ party: Participants) -> [String] {
        var failed: [String] = []
        var others: [String] = []
        for campus in party.takingPart where campus.standing.isTrouble {
            let name = CampusName.short(of: campus.name, key: campus.campus)
            if campus.standing.tone == .failed { failed.append(name) } else { others.append(name) }
        }
        let late = overdue.map { CampusName.short(of: $0.name, key: $0.campus) }
            .filter { !failed.contains($0) }
        return failed + late + others.filter { !late.contains($0) }
    }

    var needs: [Need] { Needs(Needs(run).matters + overdue.map(RunWords.need)).matters }

    static func need(_ campus: CampusStatus) -> Need {
        let clock = CampusClock(campus.timeZone)
        let last = campus.lastExport.map {
            "The last one came on \(clock.spelledOut($0.receivedAt))."
        }
        return Need(
            .failed,
            campus: campus.campus,
            name: CampusName.short(of: campus.name, key: campus.campus),
            matter: "no export came when it was due",
            facts: last ?? "",
            act: "Look at the job in Alma, then at the S/FTP account."
        )
    }

    /// `22 Nov`, as the consortium's clocks show it.
    var day: String {
        guard let date = clock.local(run.startedAt)?.date else { return run.run }
        return "\(date.day) \(CampusClock.months[date.month - 1].prefix(3))"
    }

    /// Every campus of the run with its state, what was sent and what is held.
    var campuses: NoticeTable {
        let rows = CampusRows(run)
        let late = Set(overdue.map(\.campus))
        return NoticeTable(
            title: "Campuses",
            headings: ["Campus", "State", "Read", "Sent", "Held", "Charges $"],
            numbers: [2, 3, 4, 5],
            rows: (rows.inTotal + rows.onTrial + rows.resting).map { row in
                let isLate = late.contains(row.key) && row.standing.tone != .failed
                let state = isLate ? "▲ Overdue" : "\(row.standing.shape) \(row.standing.word)"
                let name = TextWidth.cut(row.name, to: 22)
                guard row.books != .zero else { return [name, state, "", "", "", ""] }
                return [
                    name, state, Figures.count(row.books.read.count),
                    Figures.count(row.books.written.count), Figures.count(row.books.held.count),
                    Figures.dollars(row.books.written.chargeCents),
                ]
            }
        )
    }
}

extension CampusStatus {
    var isOverdue: Bool { health == .overdue || profiles.contains { $0.overdueSince != nil } }
}
