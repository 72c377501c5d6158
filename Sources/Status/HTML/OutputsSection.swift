import BursarModel

/// The files of a run for one kind of office, each with the count and total to type.
struct OutputsSection: Sendable {
    private let id: HTML
    private let title: String
    private let groups: [OutputGroup]

    init(id: HTML, title: String, _ groups: [OutputGroup]) {
        self.id = id
        self.title = title
        self.groups = groups
    }

    var html: HTML {
        guard !groups.isEmpty else { return .nothing }
        return """
            <section class="loads" aria-labelledby="\(id)">
            <table class="outputs" role="table" aria-labelledby="\(id)">
            <caption><h2 id="\(id)">\(title)</h2>\
            <p class="note">\(OutputGroup.sum(of: groups))</p></caption>
            <thead role="rowgroup"><tr role="row">\
            <th scope="col" role="columnheader">File</th>\
            <th scope="col" role="columnheader" class="number count">Count</th>\
            <th scope="col" role="columnheader" class="number total">Total $</th></tr></thead>
            \(groups.map(body))</table>
            </section>

            """
    }

    private func body(_ group: OutputGroup) -> HTML {
        let facts = [group.folder, group.loadSettings].compactMap(\.self).filter { !$0.isEmpty }
        let places = facts.map { fact -> HTML in " <span class=\"place\">\(fact)</span>" }
        return """
            <tbody role="rowgroup">
            <tr role="row" class="campus"><th scope="rowgroup" role="rowheader" colspan="3">\
            \(group.name)\(places)</th></tr>
            \(group.outputs.map { row($0, of: group) })</tbody>

            """
    }

    private func row(_ output: OutputSummary, of group: OutputGroup) -> HTML {
        let notes = group.notes(on: output)
        let note: HTML = notes.isEmpty ? .nothing : " <span class=\"note\">\(notes)</span>"
        return """
            <tr role="row"><td role="cell" class="file">\
            \(group.folder == nil ? output.path : output.name)\(note)</td>\
            <td role="cell" class="number count" data-label="Count">\
            \(Figures.count(output.records))</td>\
            <td role="cell" class="number total" data-label="Total $">\
            \(Figures.dollars(output.totalCents))</td></tr>

            """
    }
}
