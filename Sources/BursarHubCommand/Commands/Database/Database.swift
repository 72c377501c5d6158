import ArgumentParser
import BursarModel
import Hub
import Ledger
import PostgreSQL

/// `database`: the database underneath.
struct Database: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database",
        abstract: "The database underneath.",
        discussion: """
            Without --database it is a private PostgreSQL under the home, made and started on demand.

            EXAMPLE: bursarhub database status
            """,
        subcommands: [
            Status.self, Start.self, Stop.self, Migrate.self, URL.self, Roles.self, Backup.self,
            Restore.self, Accept.self,
        ]
    )

    struct Status: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "Whether the database is up, fit, and of this program's version.",
            discussion: "EXAMPLE: bursarhub database status"
        )

        @OptionGroup var global: GlobalOptions

        func perform(_ console: Console) throws -> ExitStatus {
            let address: PostgresAddress
            if let given = global.databaseAddress {
                address = given
            } else {
                let server = EmbeddedServer(folder: try Home(global.homePath).databasePath)
                switch try server.status() {
                case .absent:
                    console.result(
                        "embedded: not made yet; the first command that needs it makes it"
                    )
                    return .inOrder
                case .stopped:
                    console.result("embedded: stopped; the next command that needs it starts it")
                    return .inOrder
                case .notAnswering(let process):
                    console.result("embedded: process \(process) does not answer")
                    return .databaseUnfit
                case .running(let process):
                    console.result("embedded: running, process \(process)")
                }
                address = try server.address()
            }
            let connection = try PostgresConnection(address, applicationName: "bursarhub status")
            let version = connection.serverVersion
            let migrations = try LedgerMigrations.migrator(connection).status()
            console.result(
                "PostgreSQL \(version / 10_000).\(version % 10_000), "
                    + "\(migrations.applied.count) migrations applied, \(migrations.pending.count) pending"
                    + (migrations.isStandingCurrent ? "" : ", grants of another version")
            )
            let fitness = try PostgresFitness.check(connection)
            for finding in fitness.findings { console.result("\(finding)") }
            return fitness.isUnfit || !migrations.isCurrent ? .databaseUnfit : .inOrder
        }
    }

    struct Start: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "start",
            abstract: "Starts the embedded database, and makes it where there is none.",
            discussion: "EXAMPLE: bursarhub database start"
        )

        @OptionGroup var global: GlobalOptions

        func perform(_ console: Console) throws -> ExitStatus {
            _ = try EmbeddedServer(folder: try Home(global.homePath).databasePath).start()
            console.message("embedded: running")
            return .inOrder
        }
    }

    struct Stop: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop",
            abstract: "Stops the embedded database.",
            discussion: "EXAMPLE: bursarhub database stop"
        )

        @OptionGroup var global: GlobalOptions

        func perform(_ console: Console) throws -> ExitStatus {
            try EmbeddedServer(folder: try Home(global.homePath).databasePath).stop()
            console.message("embedded: stopped")
            return .inOrder
        }
    }
}
