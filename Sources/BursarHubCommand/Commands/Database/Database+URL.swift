import ArgumentParser
import BursarModel
import Hub
import Ledger
import PostgreSQL

extension Database {
    struct URL: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "url",
            abstract: "The address of the embedded database, for psql.",
            discussion: """
                The address of its administrator's login; with --campus that of the campus's login, \
                which sees the campus's own rows alone.

                EXAMPLE: psql "$(bursarhub database url --campus humboldt)"
                """
        )

        @OptionGroup var global: GlobalOptions

        @Option(help: "The campus whose login it is to be.")
        var campus: String?

        func perform(_ console: Console) throws -> ExitStatus {
            guard let campus else {
                let address =
                    try global.databaseAddress
                    ?? EmbeddedServer(folder: try Home(global.homePath).databasePath).start()
                console.result(address.uri)
                return .inOrder
            }
            let session = try Session(global, console)
            let key = try session.knownCampus(campus)
            try session.makeLogins(console)
            guard let login = try session.ledger.login(of: key) else {
                throw CommandFailure(
                    .databaseUnfit,
                    "campus \(key) has no login on this server yet",
                    remedy: "run `bursarhub database roles --admin-database URL`"
                )
            }
            console.result(session.loginAddress.withUser(login).uri)
            return .inOrder
        }
    }
}
