public import BursarModel

/// Reports for spreadsheets.
public enum CSVReport {
    /// A row per campus and a total; trial campuses have their rows and are not in the total.
    public static func summary(_ run: RunSummary) -> String {
        var table = CSVTable()
        table.add(heading.map(CSVTable.Cell.text))
        let rows = CampusRows(run)
        let campuses = Dictionary(grouping: run.campuses, by: \.campus)
        for row in rows.all {
            for campus in campuses[row.key] ?? [] { table.add(cells(of: campus, in: run)) }
        }
        let counted = run.campuses.filter { !$0.isOnTrial(inDemo: run.isDemo) }
        table.add(
            start(of: run) + [.text("total"), .empty, .empty, .empty, .empty, .empty, .empty]
                + cells(of: run.totals) + cells(of: run.released)
                + [
                    .count(Int64(counted.reduce(0) { $0 + $1.exports.count })),
                    .count(Int64(counted.reduce(0) { $0 + $1.outputs.count })),
                    .bool(run.balanced),
                ]
        )
        return table.text
    }

    private static let heading: [String] =
        ["run", "started_at", "mode", "demo", "campus", "name", "state", "layout_confirmed"]
        + ["outcome", "message", "in_total"]
        + (["read"] + Bucket.allCases.map(\.rawValue) + ["released"]).flatMap { tally in
            ["\(tally)_count", "\(tally)_charges_dollars", "\(tally)_credits_dollars"]
        }
        + ["exports", "outputs", "balanced"]

    private static func start(of run: RunSummary) -> [CSVTable.Cell] {
        [
            .text(run.run), .text(run.startedAt.rfc3339), .text(run.mode.rawValue),
            .bool(run.isDemo),
        ]
    }

    private static func cells(
        of campus: CampusSummary,
        in run: RunSummary
    ) -> [CSVTable.Cell] {
        start(of: run) + [
            .text(campus.campus.text), .text(campus.name), .text(campus.state.rawValue),
            .bool(campus.layoutConfirmed), .text(campus.outcome.rawValue), .text(campus.message),
            .bool(!campus.isOnTrial(inDemo: run.isDemo)),
        ] + cells(of: campus.books) + cells(of: campus.released) + [
            .count(Int64(campus.exports.count)), .count(Int64(campus.outputs.count)),
            .bool(campus.books.balance),
        ]
    }

    private static func cells(of books: Books) -> [CSVTable.Cell] {
        cells(of: books.read) + Bucket.allCases.flatMap { cells(of: books[$0]) }
    }

    private static func cells(of tally: Tally) -> [CSVTable.Cell] {
        [.count(tally.count), .cents(tally.chargeCents), .cents(tally.creditCents)]
    }
}
