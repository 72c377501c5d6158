public import BursarModel
import Status

extension Pages {
    /// All campuses at a glance.
    ///
    /// `lastRun` is the newest run that found something; its figures are shown while the day has
    /// none of its own.
    public static func overview(
        _ report: StatusReport,
        lastRun: RunSummary?,
        in frame: PageFrame
    ) -> String {
        let rows = StatusRows(report)
        let clock = CampusClock.common(to: report.campuses.map(\.timeZone))
        let headline = Headline(report)
        let hasUnconfirmed = report.campuses.contains { !$0.layoutConfirmed }
        return Page(
            template: .overview,
            headline: headline.text,
            subject: "All campuses · BursarHub",
            line: line(report, rows, lastRun, clock),
            content: [
                "needs": NeedsPart.fields(Needs(report), target: Links.campus),
                "numbers": numbers(rows, lastRun, clock, asOf: report.asOf),
                "hasCampuses": .flag(!report.campuses.isEmpty),
                "groups": .list(rows.groups),
                "footnote": hasUnconfirmed
                    ? .text(CampusName.unconfirmedFootnote) : .nothing,
            ]
        ).document(in: frame)
    }

    private static func line(
        _ report: StatusReport,
        _ rows: StatusRows,
        _ lastRun: RunSummary?,
        _ clock: CampusClock
    ) -> [(text: String, target: String?)] {
        var parts: [(text: String, target: String?)] = [(clock.spelledOut(report.asOf), nil)]
        let counts = [
            (rows.counted.count, report.isDemo ? "taking part" : "live"),
            (rows.onTrial.count, "on trial"), (rows.resting.count, "taking no part"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if !counts.isEmpty { parts.append((counts.joined(separator: ", "), nil)) }
        if let run = lastRun {
            let books = run.balanced ? "books balance" : "books do not balance"
            let end = run.finishedAt == nil ? "not finished" : books
            parts.append(
                (
                    "Last run \(clock.within(run.startedAt, to: report.asOf)): \(end)",
                    Links.run(run.run)
                )
            )
        }
        return parts
    }

    private static func numbers(
        _ rows: StatusRows,
        _ lastRun: RunSummary?,
        _ clock: CampusClock,
        asOf: Timestamp
    ) -> Fields.Value {
        let today = rows.today
        if today.read.isZero, let run = lastRun, !run.totals.read.isZero {
            return NumbersPart.fields(
                run.totals,
                of: "Run of \(clock.spelledOut(run.startedAt))",
                released: run.released,
                read: Links.run(run.run),
                targets: [
                    .written: "\(Links.run(run.run))#loads", .held: "/held",
                    .diverted: "\(Links.run(run.run))#others", .duplicate: Links.run(run.run),
                ]
            )
        }
        guard !rows.counted.isEmpty else { return .nothing }
        return NumbersPart.fields(
            today,
            of: clock.local(asOf).map { "Today, \(CampusClock.day($0.date))" } ?? "Today",
            read: "#campuses",
            targets: [
                .written: "/outputs", .diverted: "/outputs", .held: "/held", .duplicate: "/runs",
            ]
        )
    }
}
