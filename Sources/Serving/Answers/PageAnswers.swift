import BursarModel
import Pages
import Status

/// What was seen as a page.
struct PageAnswers: Sendable {
    let audience: Audience
    let isDemo: Bool

    func answer(_ seen: Seen, _ question: Question, at path: String) -> Answer {
        let frame = frame(asOf: seen.asOf, at: path, labels: seen.labels)
        return Answer(.html, page(seen.thing, question, in: frame))
    }

    /// The same whatever was asked for: a path in it would tell two of them apart.
    func nowhere(asOf now: Timestamp) -> Answer {
        Problem.nowhere.page(in: frame(asOf: now, at: "", labels: [:]))
    }

    func frame(
        asOf moment: Timestamp,
        at path: String,
        labels: [CampusKey: CampusLabel]
    ) -> PageFrame {
        PageFrame(
            viewer: audience.viewer,
            asOf: moment,
            isDemo: isDemo,
            path: path,
            canTrace: audience.mayTrace,
            canLogOut: audience.canLogOut,
            labels: labels
        )
    }

    private func page(_ thing: Seen.Thing, _ question: Question, in frame: PageFrame) -> String {
        switch thing {
        case .status(let report, let lastRun):
            Pages.overview(report, lastRun: lastRun, in: frame)
        case .campus(let campus, let held): Pages.campus(campus, held: held, in: frame)
        case .runs(let runs):
            Pages.runs(runs, earlier: question.pathOfEarlier(than: runs), in: frame)
        case .run(let run): Pages.run(run, in: frame)
        case .export(let export): Pages.export(export, in: frame)
        case .outputs(let outputs): Pages.outputs(outputs, in: frame)
        case .output(let output): Pages.output(output, in: frame)
        case .held(let items): Pages.held(items, in: frame)
        case .heldItem(let item): Pages.heldItem(item, in: frame)
        }
    }
}

extension Question {
    /// Where the list of runs goes on; nil where this is its end.
    fileprivate func pathOfEarlier(than runs: [RunEntry]) -> String? {
        guard runs.count >= limit, let last = runs.last else { return nil }
        let size = limit == Question.usualList ? "" : "&limit=\(limit)"
        return "/runs?before=\(last.startedAt.rfc3339)\(size)"
    }
}
