public import BursarModel
public import Status

/// Parts of pages for what is no page, such as a mail: tables and paragraphs that can be read
/// without a style, and look like the pages with `Pages.stylesheet`.
///
/// An address is that of the server, such as `https://bursar.example.edu`; without one, nothing is
/// linked.
extension Pages {
    /// What needs a person; nothing where nothing needs anybody.
    public static func needsPart(_ needs: Needs, address: String?) -> String {
        part("needs", ["needs": NeedsPart.fields(needs) { link(Links.campus($0), address) }])
    }

    /// The few numbers, under a line that says what they are of.
    public static func numbersPart(_ books: Books, of when: String, released: Tally = .zero)
        -> String
    {
        part("numbers", ["numbers": NumbersPart.fields(books, of: when, released: released)])
    }

    /// The files of a run that are to be loaded into PeopleSoft, of all campuses or of one.
    public static func loadsPart(
        _ run: RunSummary,
        of campus: CampusKey? = nil,
        address: String?
    ) -> String {
        let groups = OutputGroups(run).sfs.filter { campus == nil || $0.campus == campus }
        let fields = LoadsPart.fields(id: "loads", title: "To load into PeopleSoft", groups) {
            link(Links.output($0.id), address)
        }
        return fields.map { part("loads", $0) } ?? ""
    }

    private static func link(_ path: String, _ address: String?) -> String? {
        address.map { $0 + path }
    }

    private static func part(_ template: String, _ fields: Fields) -> String {
        var fields = fields
        fields.isOutermost = true
        return render(template, with: fields)
    }
}
