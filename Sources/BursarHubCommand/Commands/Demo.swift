import ArgumentParser
import BursarModel
import Hub
import Registry
import Status

/// `demo`: makes an empty home a demonstration.
struct Demo: HubCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Makes an empty home a demonstration for good, with a sample for each campus.",
        discussion: """
            Onboards the files, lets campuses on trial run as if live, and puts a made-up export \
            into each location. A demonstration says DEMO on everything and talks to no server. \
            Called again on the same day it changes nothing.

            EXAMPLE: bursarhub demo campuses --home var/demo && bursarhub run --home var/demo --settle 0
            """
    )

    /// A type that the first campus does not map, so that a newcomer sees a held fee.
    private static let unmappedType = "CUSTOMER_DEFINED_10"

    @OptionGroup var global: GlobalOptions

    @Argument(help: "Campus files, format files, or folders of them.")
    var paths: [String]

    @Option(help: "Fees in each sample.")
    var fees: Int64 = 60

    func perform(_ console: Console) throws -> ExitStatus {
        let files = try DeclarationFiles.collect(paths)
        _ = try Home(global.homePath).becomeDemo()
        let session = try Session(global, console)
        let onboarding = try Onboarding(session.hub)
        let reading = try onboarding.read(files)
        let campuses = try onboarding.record(reading, by: Person.name)
        guard !reading.diagnostics.hasErrors else {
            console.result(
                console.isJSON
                    ? JSONReport.diagnostics(
                        reading.diagnostics,
                        campuses: campuses.map { OnboardedCampus($0) }
                    )
                    : TextReport.onboarding(
                        reading.diagnostics,
                        campuses: campuses.map { OnboardedCampus($0) },
                        isCheck: false,
                        style: console.style
                    )
            )
            return .configurationRefused
        }
        try session.makeLogins(console)
        let samples = try writeSamples(session)
        console.result(
            "DEMO: \(campuses.count) campuses onboarded, \(samples) samples written; nothing here is real"
        )
        return .inOrder
    }

    private func writeSamples(_ session: Session) throws -> Int {
        let parts = try session.registeredCampuses().filter { campus in
            (campus.state == .trial || campus.state == .live)
                && campus.exports.contains { !$0.location.hasPrefix("sftp://") }
        }
        for (index, campus) in parts.enumerated() {
            let sample = try CampusSample(session.hub, campus.campus)
            _ = try sample.write(
                fees: fees,
                seed: nil,
                extraType: index == 0 ? Demo.unmappedType : nil
            )
        }
        return parts.count
    }
}
