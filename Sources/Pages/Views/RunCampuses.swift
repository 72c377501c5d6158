import BursarModel
import Status

/// The campuses of a run: troubled ones first, then by name, a total, and those on trial.
struct RunCampuses {
    private let rows: CampusRows
    private let totals: Books
    private let isAlone: Bool

    init(_ rows: CampusRows, totals: Books, isAlone: Bool) {
        self.rows = rows
        self.totals = totals
        self.isAlone = isAlone
    }

    var groups: [Fields] {
        [
            group(nil, rows.inTotal),
            group("On trial: converted and shown, never sent, in no total", rows.onTrial),
            group("Taking no part", rows.resting),
        ].compactMap(\.self)
    }

    private func group(_ title: String?, _ rows: [CampusRow]) -> Fields? {
        guard !rows.isEmpty else { return nil }
        return [
            "groupTitle": .text(title), "rows": .list(rows.map(row)),
            "totalRow": title == nil ? .one(total) : .nothing,
        ]
    }

    private var total: Fields {
        [
            "totalCampuses": .text(counted(Int64(rows.inTotal.count), "campus", "campuses")),
            "figures": .list(figures(totals)),
        ]
    }

    private func row(_ row: CampusRow) -> Fields {
        let notes = row.notes.joined(separator: " · ")
        return
            ([
                "rowID": .text("campus-\(row.key)"),
                "rowName": .text(row.name),
                "rowTarget": isAlone ? .nothing : .text(Links.campus(row.key)),
                "isUnconfirmed": .flag(!row.isLayoutConfirmed),
                "rowNote": notes.isEmpty ? .nothing : .text(notes),
                "came": .text(row.came ?? ""),
                // A campus of which nothing was read has no zeros to be read as figures.
                "isBlank": .flag(row.books == .zero),
                "figures": .list(row.books == .zero ? [] : figures(row.books)),
            ] as Fields).with(row.standing.fields)
    }

    private func figures(_ books: Books) -> [Fields] {
        [books.read, books.written, books.diverted, books.held].map { tally -> Fields in
            [
                "number": .text(Figures.count(tally.count)),
                "kind": .text(tally.count == 0 ? "minor zero" : "minor"),
            ]
        } + [
            [
                "number": .text(Figures.dollars(books.written.chargeCents)),
                "kind": .text("money"),
            ],
            [
                "number": .text(Figures.dollars(books.written.creditCents)),
                "kind": .text(books.written.creditCents == 0 ? "minor zero" : "minor"),
            ],
        ]
    }
}
