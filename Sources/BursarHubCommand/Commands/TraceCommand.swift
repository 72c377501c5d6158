import ArgumentParser
import BursarModel
import Hub
import Posix
import Status

/// `trace`: one fee from the line of Alma's file to the line of PeopleSoft's, and back.
struct TraceCommand: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Follows a fee from Alma's file to PeopleSoft's, line by line.",
        discussion: """
            A fee is named by its place, as `trace` shows it (humboldt-x3.17: fee 17 of export \
            humboldt-x3), by the id under which it was held (humboldt-f12), or by Alma's bursar \
            transaction id. With --student the id is asked for on the terminal and not shown, or \
            read from standard input; it is never an argument, because others can see those. Who \
            asked for a student is in the audit trail, the id is not.

            EXAMPLE: bursarhub trace humboldt 2204123
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The campus's key.")
    var campus: String

    @Argument(help: "A fee's place, the id of a held fee, or Alma's bursar transaction id.")
    var charge: String?

    @Flag(help: "Ask for a student's id, and show all fees of that student.")
    var student = false

    func validate() throws {
        if student == (charge != nil) {
            throw ValidationError(
                student
                    ? "--student takes no argument: the id is asked for, or read from standard input"
                    : "name a charge or a transaction, or ask with --student"
            )
        }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let key = try session.knownCampus(campus)
        let trace = try Trace(session.hub, of: key, by: Person.name)
        let fees: [TracedFee]
        if let charge {
            fees = try trace.fees(charge)
        } else {
            fees = try trace.fees(ofStudent: try studentID())
        }
        console.result(
            console.isJSON
                ? try JSONReport.fees(fees)
                : TextReport.trace(
                    fees,
                    at: key,
                    labels: try session.labels(),
                    isDemo: session.home.isDemo,
                    style: console.style
                )
        )
        return fees.isEmpty ? .somebodyMustLook : .inOrder
    }

    private func studentID() throws -> String {
        let line = try HiddenLine.read(prompt: "Student id (it is not shown): ")
        let id = line.map { line in
            String(
                line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
            )
        }
        guard let id, !id.isEmpty else {
            throw CommandFailure(
                .usage,
                "no student id came",
                remedy: "type it when it is asked for, or give it on standard input"
            )
        }
        return id
    }
}
