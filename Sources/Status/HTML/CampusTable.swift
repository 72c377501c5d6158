import BursarModel

/// The campuses of a run: troubled ones first, then by name, a total, and those on trial.
///
/// Roles are written out, because a table that is laid out as lines on a phone loses its own.
struct CampusTable: Sendable {
    private let run: RunSummary
    private let rows: CampusRows

    init(_ run: RunSummary) {
        self.run = run
        rows = CampusRows(run)
    }

    var html: HTML {
        guard !run.campuses.isEmpty else { return .nothing }
        return """
            <section aria-labelledby="campuses">
            <table class="campuses" role="table" aria-labelledby="campuses">
            <caption><h2 id="campuses">Campuses</h2></caption>
            <thead role="rowgroup"><tr role="row">\(CampusTable.headings)</tr></thead>
            \(body)\(total)\
            \(group("On trial: converted and shown, never sent, in no total", rows.onTrial))\
            \(group("Taking no part", rows.resting))</table>
            \(footnote)\
            </section>

            """
    }

    private static let headings: [HTML] = [
        "<th scope=\"col\" role=\"columnheader\">Campus</th>",
        "<th scope=\"col\" role=\"columnheader\">State</th>",
        "<th scope=\"col\" role=\"columnheader\">Last export</th>",
        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Fees read</th>",
        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Sent to SFS</th>",
        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Other offices</th>",
        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Held</th>",
        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Charges sent&nbsp;$</th>",
        "<th scope=\"col\" role=\"columnheader\" class=\"number\">Credits sent&nbsp;$</th>",
    ]

    private var body: HTML {
        guard !rows.inTotal.isEmpty else { return .nothing }
        return "<tbody role=\"rowgroup\">\n\(rows.inTotal.map(row))</tbody>\n"
    }

    private var total: HTML {
        guard !rows.inTotal.isEmpty else { return .nothing }
        let campuses = counted(Int64(rows.inTotal.count), "campus", "campuses")
        return """
            <tbody role="rowgroup" class="total"><tr role="row">\
            <th scope="row" role="rowheader">Total</th>\
            <td role="cell" class="state">\(campuses)</td><td role="cell" class="came"></td>\
            \(figures(run.totals))</tr></tbody>

            """
    }

    private func group(_ title: String, _ rows: [CampusRow]) -> HTML {
        guard !rows.isEmpty else { return .nothing }
        return """
            <tbody role="rowgroup" class="group"><tr role="row">\
            <th scope="rowgroup" role="rowheader" colspan="9">\(title)</th></tr></tbody>
            <tbody role="rowgroup">
            \(rows.map(row))</tbody>

            """
    }

    private func row(_ row: CampusRow) -> HTML {
        """
        <tr role="row" id="campus-\(row.key.text)">\
        <th scope="row" role="rowheader">\(row.name)\(mark(row))</th>\
        <td role="cell" class="state \(row.standing.tone.className)">\
        <span class="shape" aria-hidden="true">\(row.standing.shape)</span> \
        <span class="word">\(row.standing.word)</span>\
        \(note(row))</td>\
        <td role="cell" class="came">\(row.came ?? "")</td>\
        \(row.books == .zero ? blank : figures(row.books))</tr>

        """
    }

    /// A star for the eye, words for those who listen.
    private func mark(_ row: CampusRow) -> HTML {
        guard !row.isLayoutConfirmed else { return .nothing }
        return """
            <span class="star" aria-hidden="true">\(CampusName.unconfirmedMark)</span>\
            <span class="unseen"> (layout not confirmed)</span>
            """
    }

    private var footnote: HTML {
        rows.footnote.map { "<p class=\"note foot\">\($0)</p>\n" } ?? .nothing
    }

    private func note(_ row: CampusRow) -> HTML {
        row.notes.isEmpty
            ? .nothing : "<span class=\"note\">\(row.notes.joined(separator: " · "))</span>"
    }

    private func figures(_ books: Books) -> HTML {
        let counts = [books.read, books.written, books.diverted, books.held].map { tally -> HTML in
            let zero: HTML = tally.count == 0 ? " zero" : .nothing
            return
                "<td role=\"cell\" class=\"number minor\(zero)\">\(Figures.count(tally.count))</td>"
        }
        return """
            \(counts)<td role="cell" class="number charges">\
            \(Figures.dollars(books.written.chargeCents))</td>\
            <td role="cell" class="number minor">\(Figures.dollars(books.written.creditCents))</td>
            """
    }

    /// A campus of which nothing was read has no zeros to be read as figures.
    private var blank: HTML { "<td role=\"cell\" class=\"minor\" colspan=\"6\"></td>" }
}

extension Standing.Tone {
    var className: HTML {
        switch self {
        case .failed: "failed"
        case .attention: "attention"
        case .good: "good"
        case .quiet: "quiet"
        }
    }
}
