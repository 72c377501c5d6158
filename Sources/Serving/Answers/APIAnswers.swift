import BursarModel
import HTTPTypes
import Status

/// What was seen as JSON, by the encoders of the commands' `--json`.
enum APIAnswers {
    static func answer(_ seen: Seen) throws -> Answer {
        Answer(.json, try text(seen.thing))
    }

    private static func text(_ thing: Seen.Thing) throws -> String {
        switch thing {
        case .status(let report, _): try JSONReport.status(report)
        case .campus(let campus, _): try JSONReport.value(campus)
        case .runs(let runs): try JSONReport.runs(runs)
        case .run(let run): try JSONReport.summary(run)
        case .export(let export): try JSONReport.value(export)
        case .outputs(let outputs): try JSONReport.outputs(outputs)
        case .output(let output): try JSONReport.outputDetail(output)
        case .held(let items): try JSONReport.held(items)
        case .heldItem(let item): try JSONReport.heldDetail(item)
        }
    }
}
