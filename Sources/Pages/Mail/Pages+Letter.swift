import BursarModel
import Status

extension Pages {
    /// A letter as the HTML of a mail, from the pages' own templates.
    ///
    /// Its style is a small sheet of its own in its head: what mail programs keep of a style is
    /// classes and plain values, no custom properties and no grid. Where a program drops even that,
    /// headings, paragraphs and tables are left, in their order.
    package static func mail(_ letter: Letter) -> String {
        var fields: Fields = [
            "title": .text(letter.isDemo ? "DEMO: \(letter.headline)" : letter.headline),
            "isDemo": .flag(letter.isDemo),
            "headline": .text(letter.headline),
            "line": .text(letter.line),
            "parts": .list(letter.parts.map(letter.fields)),
            "pieces": RichText.pieces(letter.closing),
            "link": .text(letter.link),
        ]
        fields.isOutermost = true
        return render("mail", with: fields)
    }
}

extension Letter {
    fileprivate func fields(of part: Part) -> Fields {
        switch part {
        case .needs(let needs):
            [
                "template": .part("needs"),
                "needs": NeedsPart.fields(needs) { key in target(Links.campus(key)) },
            ]
        case .numbers(let books, let released):
            [
                "template": .part("numbers"),
                "numbers": NumbersPart.fields(books, of: "In this run", released: released),
            ]
        case .campuses(let rows, let totals):
            [
                "template": .part("run-campuses"),
                "groups": .list(RunCampuses(rows, totals: totals, isAlone: true).groups),
                "footnote": .text(rows.footnote),
            ]
        case .loads(let groups):
            ([
                "template": .part("loads")
            ] as Fields).with(loads(groups))
        }
    }

    private func loads(_ groups: [OutputGroup]) -> Fields {
        LoadsPart.fields(
            id: "loads",
            title: "To load into PeopleSoft",
            groups,
            isLarge: isOfOneCampus,
            namesCampus: !isOfOneCampus
        ) { output in target(Links.output(output.id)) } ?? [:]
    }

    private func target(_ path: String) -> String? { address.map { $0 + path } }
}
