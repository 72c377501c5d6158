import ArgumentParser
import BursarModel
import Hub
import Status

extension Database {
    /// `database accept`: a person takes a database that is older than its home.
    struct Accept: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept",
            abstract: "Goes on with a restored database that is older than the home.",
            discussion: """
                A run refuses a database that does not know of outputs which this home has \
                published. Restore a newer backup where there is one. Where there is none, book \
                what was sent since (`bursarhub doctor` lists the files), then say so here: who \
                did it and why is recorded, and output numbers go on above the missing ones.

                EXAMPLE: bursarhub database accept --reason "backup of the 19th is the newest; fees of the 20th are booked by baseline"
                """
        )

        @OptionGroup var global: GlobalOptions

        @OptionGroup var anchor: AnchorOption

        @Option(help: "Why, for the record.")
        var reason: String

        func validate() throws {
            if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason takes a text") }
        }

        func perform(_ console: Console) throws -> ExitStatus {
            let session = try Session(global, console)
            var hub = session.hub
            hub.anchor = anchor.anchor(in: session.home)
            let accepted = try DatabaseAcceptance(hub)
                .accept(by: Person.name, because: reason)
            guard !accepted.isEmpty else {
                throw CommandFailure(
                    .usage,
                    "there is nothing to accept: the database knows all that the home has published",
                    remedy: "`bursarhub doctor` tells what else there is"
                )
            }
            if console.isJSON {
                console.result(try JSONReport.value(["accepted": accepted]))
            } else {
                for part in accepted {
                    console.result(
                        "\(part.campus): goes on without the outputs \(part.from) to \(part.to)"
                    )
                }
            }
            return .inOrder
        }
    }
}
