import BursarModel
import Pages
import Status

/// What a run comes to for the consortium, with what the run itself cannot see: who is overdue.
struct RunWords {
    private let run: RunSummary
    private let overdue: [CampusStatus]
    private let clock: CampusClock

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

    func letter(address: String?) -> Letter {
        var letter = Letter(
            headline: sentence.asSentenceStart,
            isDemo: run.isDemo,
            line: RunLine(run).text,
            closing: "Run \(Printable.escaped(run.run))",
            address: address
        )
        letter.path = Links.run(run.run)
        letter.parts = [.needs(needs)]
        if !Participants(run).takingPart.isEmpty {
            letter.parts.append(.numbers(run.totals, released: run.released))
        }
        letter.parts.append(.campuses(campuses, totals: run.totals))
        let loads = OutputGroups(run).sfs
        if !loads.isEmpty { letter.parts.append(.loads(loads)) }
        return letter
    }

    var needs: Needs { Needs(Needs(run).matters + overdue.map(RunWords.need)) }

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

    /// The campuses as the pages show them, and who is overdue among those in trouble.
    var campuses: CampusRows {
        var rows = CampusRows(run)
        let late = Set(overdue.map(\.campus))
        for index in rows.inTotal.indices
        where late.contains(rows.inTotal[index].key)
            && rows.inTotal[index].standing.tone != .failed
        {
            rows.inTotal[index].standing = Standing(tone: .failed, word: "Overdue")
        }
        rows.inTotal.sort { ($0.standing.rank, $0.key) < ($1.standing.rank, $1.key) }
        return rows
    }
}
