import BursarModel
import Ledger

extension LedgerDesk {
    func begin(
        _ run: String,
        runDate: CalendarDate? = nil,
        at now: Timestamp = LedgerDesk.evening
    ) throws {
        begun.insert(run)
        try ledger.beginRun(
            run,
            mode: .live,
            homeID: "home",
            isDemo: false,
            hubVersion: "1.0",
            runDate: runDate,
            at: now
        )
    }

    /// Records parts of a run that was begun; their day is the run's.
    func record(
        _ summaries: CampusSummary...,
        run: String,
        runDate: CalendarDate? = nil,
        at now: Timestamp = LedgerDesk.evening
    ) throws {
        try ledger.record(
            summaries.map { summary in
                CampusRunRecord(
                    summary: summary,
                    revision: 1,
                    runDate: runDate,
                    startedAt: now,
                    finishedAt: now
                )
            },
            run: run
        )
    }

    /// A whole run of nothing but these parts.
    func run(
        _ run: String,
        _ summary: CampusSummary,
        runDate: CalendarDate? = nil,
        at now: Timestamp = LedgerDesk.evening
    ) throws {
        if !begun.contains(run) { try begin(run, runDate: runDate, at: now) }
        try record(summary, run: run, runDate: runDate, at: now)
        try ledger.finishRun(run, at: now)
    }
}

extension CampusSummary {
    static func of(
        _ campus: CampusKey,
        _ outcome: CampusOutcome,
        written: Tally = .zero,
        held: Tally = .zero,
        released: Tally = .zero
    ) -> CampusSummary {
        var books = Books(written: written, held: held)
        books.read = Tally(
            count: written.count + held.count,
            chargeCents: written.chargeCents + held.chargeCents,
            creditCents: written.creditCents + held.creditCents
        )
        return CampusSummary(
            campus: campus,
            name: "Campus \(campus)",
            timeZone: "America/Los_Angeles",
            state: outcome == .trial ? .trial : .live,
            layoutConfirmed: true,
            outcome: outcome,
            books: books,
            released: released
        )
    }
}
