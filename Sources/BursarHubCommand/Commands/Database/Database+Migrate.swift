import ArgumentParser
import Ledger
import PostgreSQL

extension Database {
    struct Migrate: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "migrate",
            abstract: "Brings a database to this program's version, roles and grants included.",
            discussion: """
                The embedded database migrates itself; a server is migrated by this command alone.

                EXAMPLE: bursarhub database migrate --admin-database postgresql://admin@db/bursarhub
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var administrator: AdministratorOptions

        func perform(_ console: Console) throws -> ExitStatus {
            let connection = try administrator.connect(global, for: "migrate")
            try Session.judge(connection, console)
            let applied = try LedgerMigrations.migrate(connection, by: Person.name)
            console.result(
                applied.isEmpty
                    ? "nothing to do: the database is of this program's version"
                    : "applied: \(applied.map { "\($0.number) \($0.name)" }.joined(separator: ", "))"
            )
            return .inOrder
        }
    }
}
