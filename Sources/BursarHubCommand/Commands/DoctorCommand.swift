import ArgumentParser
import BursarModel
import Hub
import Status

/// `doctor`: what on this machine would stop or endanger a run.
struct DoctorCommand: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "What on this machine would stop or endanger a run, each with its remedy.",
        discussion: """
            Looks at programs and libraries, the home, the database, every campus's locations and \
            outbox, and whether files and books agree. It changes nothing: it tries a rename in \
            each outbox's staging folder, and starts a stopped embedded database.

            EXAMPLE: bursarhub doctor

            Exit status: 0 nothing would stop a run, 1 a problem, 3 the database would stop it.
            """
    )

    @OptionGroup var global: GlobalOptions

    func perform(_ console: Console) throws -> ExitStatus {
        let report = Doctor(
            home: global.homePath,
            database: global.databaseAddress,
            patience: min(try global.patience, .seconds(5))
        ).examine()
        console.result(
            console.isJSON
                ? try JSONReport.value(report) : TextReport.doctor(report, style: console.style)
        )
        if report.isDatabaseUnfit { return .databaseUnfit }
        return report.verdict == .problem ? .somebodyMustLook : .inOrder
    }
}
