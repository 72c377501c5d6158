import ArgumentParser
import BursarModel
import Hub
import Posix
import Status

/// `sample`: a made-up export for a campus.
struct Sample: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: "Writes a realistic made-up export with the campus's own code, types and ids.",
        discussion: """
            Without --out it goes into the campus's location, for a campus on trial or in a \
            demonstration only. The same seed gives the same export on the same day.

            EXAMPLE: bursarhub sample humboldt --fees 25 --out /tmp/samples
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The campus's key.")
    var campus: String

    @Option(help: "How many fees.")
    var fees: Int64 = 100

    @Option(help: "Another seed gives another export (default: one for each day).")
    var seed: UInt64?

    @Option(help: "The folder to write to; it is made where it is missing.")
    var out: String?

    func validate() throws {
        if !(0...10_000_000).contains(fees) {
            throw ValidationError("--fees takes a number from 0 to 10000000")
        }
    }

    func perform(_ console: Console) throws -> ExitStatus {
        let session = try Session(global, console)
        let sample = try CampusSample(session.hub, try session.knownCampus(campus))
        let written = try sample.write(
            fees: fees,
            seed: seed,
            into: try out.map { try CampusSample.folder(at: $0) }
        )
        if console.isJSON {
            console.result(try JSONReport.value(SampleReport(written)))
        } else {
            console.result(written.path)
        }
        return .inOrder
    }
}

/// A written sample with its true totals, for whoever wants to check a run against them.
struct SampleReport: Encodable {
    var path: String
    var exportNumber: String
    var users: Int64
    var fees: Tally

    init(_ written: CampusSample.Written) {
        path = written.path
        exportNumber = written.exportNumber
        users = written.users
        fees = written.fees
    }

    private enum CodingKeys: String, CodingKey {
        case path, users, fees
        case exportNumber = "export_number"
    }
}
