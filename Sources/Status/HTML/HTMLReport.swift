public import BursarModel

/// Reports as pages that stand by themselves: no script, nothing fetched, printable.
public enum HTMLReport {
    /// The summary of a run, as `summary.html`.
    public static func summary(_ run: RunSummary) -> String {
        let groups = OutputGroups(run)
        let needs = Needs(run)
        let isLive = run.mode == .live
        let rows = CampusRows(run)
        let sections: [(link: PageShell.Link, html: HTML)] = [
            (.init("Campuses", to: "#campuses"), CampusTable(run).html),
            (
                .init("To load", to: "#loads"),
                OutputsSection(
                    id: "loads",
                    title: isLive ? "To load into PeopleSoft" : "Would be for PeopleSoft",
                    groups.sfs
                ).html
            ),
            (
                .init("Other offices", to: "#others"),
                OutputsSection(id: "others", title: "For other offices", groups.otherOffices).html
            ),
            (
                .init("On trial", to: "#trial"),
                OutputsSection(
                    id: "trial",
                    title: "On trial: for comparison, not to be loaded",
                    groups.onTrial
                ).html
            ),
        ].filter { $0.html != .nothing }
        let links =
            (needs.isEmpty ? [] : [PageShell.Link("Needs a person", to: "#needs")])
            + sections.map(\.link)
        let numbers =
            rows.inTotal.isEmpty
            ? HTML.nothing
            : NumbersSection(
                run.totals,
                released: run.released,
                targets: targets(needs: needs, groups: groups)
            ).html
        let clock = CampusClock.common(to: run.campuses.map(\.timeZone))
        return PageShell(
            headline: Headline(run),
            subject: "BursarHub, \(clock.spelledOut(run.startedAt))",
            line: RunLine(run).text,
            links: links,
            content: [NeedsSection(needs, linksToRows: true).html, numbers] + sections.map(\.html),
            foot: "Run \(Printable.escaped(run.run))"
        ).document.source
    }

    private static func targets(needs: Needs, groups: OutputGroups) -> [Bucket: String] {
        var targets: [Bucket: String] = [.duplicate: "#campuses"]
        if !groups.sfs.isEmpty { targets[.written] = "#loads" }
        if !groups.otherOffices.isEmpty { targets[.diverted] = "#others" }
        if !needs.isEmpty { targets[.held] = "#needs" }
        return targets
    }
}
