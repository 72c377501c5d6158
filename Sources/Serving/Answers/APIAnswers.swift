import BursarModel
import HTTPTypes
import Ledger
import Status

/// What was seen as JSON, by the encoders of the commands' `--json`.
enum APIAnswers {
    static func answer(_ seen: Seen, _ question: Question) throws -> Answer {
        guard let thing = seen.thing else { return Problem.nowhere.answer(.api) }
        let next = question.path(to: seen.next, under: "/api/v1/")
        return Answer(.json, try text(thing, next: next)).linking(next: next)
    }

    private static func text(_ thing: Seen.Thing, next: String?) throws -> String {
        switch thing {
        case .status(let report, _): try JSONReport.status(report)
        case .campus(let campus, _): try JSONReport.value(campus)
        case .runs(let list): try JSONReport.runs(list.runs, next: next)
        case .run(let run): try JSONReport.summary(run)
        case .export(let export): try JSONReport.value(export)
        case .outputs(let list): try JSONReport.outputs(list.outputs, next: next)
        case .output(let output): try JSONReport.outputDetail(output)
        case .held(let list): try JSONReport.held(list.items, next: next)
        case .heldItem(let item): try JSONReport.heldDetail(item)
        }
    }
}
