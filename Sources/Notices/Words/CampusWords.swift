import BursarModel
import Pages
import Status

/// What a run comes to for one campus.
struct CampusWords {
    private let campus: Telling.Campus
    private let run: RunSummary
    let name: String

    init(_ campus: Telling.Campus, of run: RunSummary) {
        self.campus = campus
        self.run = run
        name = CampusName.short(of: campus.summary.name, key: campus.summary.campus)
    }

    /// `2 files to load, 41 records, $1,204.00; 3 fees held`.
    var sentence: String {
        let parts = [loads, trouble, open].compactMap(\.self)
        if !parts.isEmpty { return parts.joined(separator: "; ") }
        return campus.isRelieved ? "nothing needs you any more" : "nothing new"
    }

    private var loads: String? {
        guard !campus.outputs.isEmpty else { return nil }
        let tally = campus.outputs.reduce(Tally.zero) { sum, output in
            sum.addingClamped(
                Tally(
                    count: output.records,
                    chargeCents: output.chargeCents,
                    creditCents: output.creditCents
                )
            )
        }
        let files = counted(Int64(campus.outputs.count), "file") + " to load"
        return [files, counted(tally.count, "record"), Figures.amount(tally)].compactMap(\.self)
            .joined(separator: ", ")
    }

    private var trouble: String? {
        if !campus.summary.books.balance { return "the books do not balance" }
        switch campus.summary.outcome {
        case .failed: return "the run failed"
        case .configError: return "the campus file is refused"
        case .ok, .nothing, .attention, .busy, .paused, .retired, .trial:
            return campus.status.isOverdue ? "the export is overdue" : nil
        }
    }

    private var open: String? {
        let summary = campus.summary
        let held = Dictionary(grouping: summary.heldByReason) { $0.reason.holdsExport }
            .mapValues { $0.reduce(Int64(0)) { $0.addingClamped($1.tally.count) } }
        let exports = held[true] ?? 0
        let fees = held[false] ?? 0
        let inDoubt = Int64(summary.outputs.count { $0.state == .inDoubt })
        let waiting = Int64(summary.outputs.count { $0.state == .waiting })
        let parts = [
            inDoubt > 0 ? counted(inDoubt, "file") + " in doubt" : nil,
            exports > 0 ? counted(exports, "export") + " held" : nil,
            fees > 0 ? counted(fees, "fee") + " held" : nil,
            waiting > 0 ? counted(waiting, "file") + " waiting" : nil,
        ].compactMap(\.self)
        if parts.isEmpty, trouble == nil, !needs.isEmpty { return "something needs a look" }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private var needs: [Need] {
        Needs(run).matters.filter { $0.campus == campus.summary.campus }
    }

    /// Files first: they are what most people of a campus wait for.
    func letter(address: String?) -> Letter {
        let clock = CampusClock(campus.summary.timeZone)
        var letter = Letter(
            headline: "\(name): \(sentence)",
            isDemo: run.isDemo,
            line: "\(Printable.escaped(campus.summary.name)) · \(clock.spelledOut(run.startedAt))",
            closing: "You get this because you are one of the `contacts` in "
                + "`campuses/\(campus.summary.campus.text).yaml`.",
            address: address
        )
        letter.path = Links.campus(campus.summary.campus)
        let late = campus.status.isOverdue ? [RunWords.need(campus.status)] : []
        letter.parts = [.needs(Needs(late + needs))]
        if !campus.outputs.isEmpty {
            letter.parts.append(
                .loads([OutputGroup(campus.summary.campus, called: name, campus.outputs)])
            )
        }
        if campus.summary.books != .zero {
            letter.parts.append(
                .numbers(campus.summary.books, released: campus.summary.released)
            )
        }
        return letter
    }
}
