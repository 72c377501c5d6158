public import BursarModel
import Status

extension Pages {
    /// The runs, the newest first.
    ///
    /// `earlier` is the path of the list that goes on behind this one; nil at its end.
    public static func runs(
        _ runs: [RunEntry],
        earlier: String? = nil,
        in frame: PageFrame
    ) -> String {
        let clock = frame.viewer.campus.map { frame.clock(of: $0) } ?? frame.clock
        return Page(
            template: .runs,
            headline: headline(of: runs),
            subject: "Runs · BursarHub",
            line: runs.first.map { [("It began \(clock.spelledOut($0.startedAt))", nil)] } ?? [],
            content: [
                "hasRuns": .flag(!runs.isEmpty),
                "rows": .list(runs.map { row($0, clock, in: frame) }),
                "isForAll": .flag(frame.viewer.campus == nil),
                "earlierTarget": .text(earlier),
            ]
        ).document(in: frame)
    }

    private static func headline(of runs: [RunEntry]) -> String {
        guard let newest = runs.first else { return "There was no run yet" }
        guard newest.finishedAt != nil else { return "The last run has not finished" }
        guard newest.troubled > 0 else { return "The last run finished in order" }
        let campuses = Headline.campuses(Int(clamping: newest.troubled))
        return
            "The last run finished; \(campuses) \(newest.troubled == 1 ? "needs" : "need") a person"
    }

    private static func row(_ run: RunEntry, _ clock: CampusClock, in frame: PageFrame) -> Fields {
        let known = run.totals.duplicate.addingClamped(run.totals.skipped).count
        let took = run.finishedAt.map { "until \(clock.time($0))" }
        let part =
            frame.viewer.campus == nil
            ? counted(run.campuses, "campus", "campuses") : nil
        let mode = run.mode == .reportOnly ? "report only: nothing was booked" : nil
        return
            ([
                "runName": .text(clock.brief(run.startedAt, near: frame.asOf)),
                "runTarget": .text(frame.path(to: Links.run(run.run))),
                "runNote": .text([took, part, mode].compactMap(\.self).joined(separator: " · ")),
                "figures": .list(
                    [
                        figure("Read", run.totals.read.count),
                        figure("Sent", run.totals.written.count),
                        figure("Other offices", run.totals.diverted.count),
                        figure("Held", run.totals.held.count),
                        figure("Known / skipped", known),
                    ]
                ),
                "charges": .text(Figures.dollars(run.totals.written.chargeCents)),
            ] as Fields).with(standing(of: run).fields)
    }

    private static func figure(_ label: String, _ count: Int64) -> Fields {
        [
            "label": .text(label),
            "number": .text(Figures.count(count)),
            "kind": .text(count == 0 ? "minor zero" : "minor"),
        ]
    }

    private static func standing(of run: RunEntry) -> Standing {
        guard run.finishedAt != nil else { return Standing(tone: .attention, word: "Not finished") }
        guard run.troubled == 0 else {
            let word = run.troubled == 1 ? "needs a person" : "need a person"
            return Standing(tone: .attention, word: "\(Figures.count(run.troubled)) \(word)")
        }
        return run.totals.read.isZero
            ? Standing(tone: .quiet, word: "Nothing came") : Standing(tone: .good, word: "In order")
    }
}
