public import BursarModel
import Status

extension Pages {
    /// One run, with links to what it is made of.
    public static func run(_ run: RunSummary, in frame: PageFrame) -> String {
        let clock = CampusClock.common(to: run.campuses.map(\.timeZone))
        return RunView(run, isAlone: false).page(
            subject: "Run of \(clock.spelledOut(run.startedAt)) · BursarHub",
            runs: frame.path(to: "/runs")
        ).document(in: frame)
    }

    /// The summary of a run as `summary.html`: one file with its style inside, which links to
    /// nothing but its own parts.
    public static func summary(_ run: RunSummary) -> String {
        let clock = CampusClock.common(to: run.campuses.map(\.timeZone))
        let view = RunView(run, isAlone: true)
        return view.page(subject: "BursarHub, \(clock.spelledOut(run.startedAt))").standalone(
            isDemo: run.isDemo,
            parts: view.parts,
            foot: "Run \(run.run)"
        )
    }
}
