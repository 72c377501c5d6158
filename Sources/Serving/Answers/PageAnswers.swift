import BursarModel
import Ledger
import Pages
import Status

/// What was seen as a page.
struct PageAnswers: Sendable {
    let audience: Audience

    func answer(_ seen: Seen, _ question: Question, at path: String) -> Answer {
        guard let thing = seen.thing else { return nowhere(seen) }
        let next = question.path(to: seen.next, under: "/")
        let text = page(thing, question, next: next, in: frame(seen, at: path))
        return Answer(.html, text).linking(next: next)
    }

    /// The same whatever was asked for: a path in it would tell two of them apart.
    func nowhere(_ seen: Seen) -> Answer { Problem.nowhere.answer(.page, in: frame(seen, at: "")) }

    func frame(_ seen: Seen, at path: String) -> PageFrame {
        PageFrame(
            viewer: audience.viewer,
            asOf: seen.asOf,
            isDemo: seen.isDemo,
            path: path,
            canTrace: audience.mayTrace,
            canLogOut: audience.canLogOut,
            canChoose: audience.canChoose,
            hasPages: !audience.isUndecided,
            labels: seen.labels
        )
    }

    private func page(
        _ thing: Seen.Thing,
        _ question: Question,
        next: String?,
        in frame: PageFrame
    ) -> String {
        switch thing {
        case .status(let report, let lastRun):
            Pages.overview(report, lastRun: lastRun, in: frame)
        case .campus(let campus, let held): Pages.campus(campus, held: held, in: frame)
        case .runs(let list): Pages.runs(list.runs, earlier: next, in: frame)
        case .run(let run): Pages.run(run, in: frame)
        case .export(let export): Pages.export(export, in: frame)
        case .outputs(let list):
            Pages.outputs(list.outputs, unsettled: list.unsettled, next: next, in: frame)
        case .output(let output): Pages.output(output, in: frame)
        case .held(let list):
            Pages.held(
                list.items,
                of: list.counts,
                isFirst: question.place == nil,
                next: next,
                in: frame
            )
        case .heldItem(let item): Pages.heldItem(item, in: frame)
        }
    }
}
