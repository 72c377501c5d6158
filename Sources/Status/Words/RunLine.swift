package import BursarModel

/// The line below the headline: which run, how many campuses, whether its books balance.
package struct RunLine {
    package let text: String

    package init(_ run: RunSummary) {
        let clock = CampusClock.common(to: run.campuses.map(\.timeZone))
        let party = Participants(run)
        let (inTotal, trial) = (party.takingPart.count, party.onTrial.count)
        var parts: [String] = []
        if let end = run.finishedAt {
            parts.append("Run of \(clock.spelledOut(from: run.startedAt, to: end))")
        } else {
            parts.append("Run begun \(clock.spelledOut(run.startedAt))")
        }
        let today = clock.local(run.startedAt)?.date
        if let day = run.runDate, day != today {
            parts.append("for \(CampusClock.day(day))")
        }
        if inTotal > 0 || trial == 0 { parts.append(campuses(inTotal)) }
        if trial > 0 {
            parts.append(inTotal > 0 ? "\(trial) on trial" : campuses(trial) + " on trial")
        }
        parts += party.restingInWords { String($0) }
        parts.append(run.balanced ? "books balance" : "books do not balance")
        if run.mode == .reportOnly { parts.append("report only: nothing was booked or delivered") }
        if let end = (run.runDate ?? today).flatMap(FiscalYear.endNear) {
            parts.append("the fiscal year ends on \(CampusClock.day(end))")
        }
        text = parts.joined(separator: " · ")
    }
}

private func campuses(_ number: Int) -> String { counted(Int64(number), "campus", "campuses") }
