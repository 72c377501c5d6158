import BursarModel
import Status

/// A run as a page of the server, or as a file that stands by itself.
struct RunView {
    private let run: RunSummary
    /// Whether there are no other pages to link to.
    private let isAlone: Bool
    private let needs: Needs
    private let groups: OutputGroups
    private let rows: CampusRows

    init(_ run: RunSummary, isAlone: Bool) {
        self.run = run
        self.isAlone = isAlone
        needs = Needs(run)
        groups = OutputGroups(run)
        rows = CampusRows(run)
    }

    /// `runs` is the path of the list that the page is a part of.
    func page(subject: String, runs: String? = nil) -> Page {
        Page(
            template: .run,
            headline: Headline(run).text,
            subject: subject,
            line: [(RunLine(run).text, nil)],
            crumbs: runs.map { [.init("Runs", to: $0)] } ?? [],
            content: [
                "needs": NeedsPart.fields(needs) { key in
                    isAlone ? "#campus-\(key)" : Links.campus(key)
                },
                "numbers": numbers,
                "hasCampuses": .flag(!run.campuses.isEmpty),
                "groups": .list(RunCampuses(rows, totals: run.totals, isAlone: isAlone).groups),
                "footnote": .text(rows.footnote),
                "sections": .list(sections.map { ["loads": $0.fields] }),
                "runID": isAlone ? .nothing : .text(run.run),
            ]
        )
    }

    /// The parts of the page, as its navigation names them.
    var parts: [Page.Crumb] {
        (needs.isEmpty ? [] : [Page.Crumb("Needs a person", to: "#needs")])
            + (run.campuses.isEmpty ? [] : [Page.Crumb("Campuses", to: "#campuses")])
            + sections.map { Page.Crumb($0.name, to: "#\($0.id)") }
    }

    private var sections: [(id: String, name: String, fields: Fields.Value)] {
        let isLive = run.mode == .live
        return [
            (
                "loads", "To load", isLive ? "To load into PeopleSoft" : "Would be for PeopleSoft",
                groups.sfs
            ),
            ("others", "Other offices", "For other offices", groups.otherOffices),
            ("trial", "On trial", "On trial: for comparison, not to be loaded", groups.onTrial),
        ].filter { !$0.3.isEmpty }.map { id, name, title, groups in
            let fields = LoadsPart.fields(id: id, title: title, groups) { output in
                isAlone || id == "trial" || !isLive ? nil : Links.output(output.id)
            }
            return (id, name, .one(fields))
        }
    }

    private var numbers: Fields.Value {
        guard !rows.inTotal.isEmpty else { return .nothing }
        var targets: [Bucket: String] = [.duplicate: "#campuses"]
        if !groups.sfs.isEmpty { targets[.written] = "#loads" }
        if !groups.otherOffices.isEmpty { targets[.diverted] = "#others" }
        if !needs.isEmpty { targets[.held] = "#needs" }
        return NumbersPart.fields(
            run.totals,
            of: "In this run",
            released: run.released,
            read: "#campuses",
            targets: targets
        )
    }
}
