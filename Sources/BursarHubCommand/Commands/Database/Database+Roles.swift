import ArgumentParser
import BursarModel
import Ledger
import PostgreSQL
import Status

extension Database {
    struct Roles: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "roles",
            abstract: "Makes the roles and the campuses' logins, and shows what each may.",
            discussion: """
                Makes what is missing, takes away what is too much, and changes nothing where all \
                is in order. It sets and prints no password: give each login one with psql's \
                `\\password`, or a certificate, as the site does it.

                EXAMPLE: bursarhub database roles --admin-database postgresql://admin@db/bursarhub
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var administrator: AdministratorOptions

        func perform(_ console: Console) throws -> ExitStatus {
            let connection = try administrator.connect(global, for: "roles")
            let migrator = LedgerMigrations.migrator(connection)
            if administrator.isEmbedded(global) {
                try LedgerMigrations.migrate(connection, by: Person.name)
            }
            guard try migrator.status().pending.isEmpty else {
                throw CommandFailure(
                    .databaseUnfit,
                    "the database is of an older version than this program",
                    remedy: "run `bursarhub database migrate --admin-database URL`"
                )
            }
            try LedgerMigrations.applyStanding(connection, by: Person.name)
            let roles = try LedgerAccess.roles(connection)
            console.result(
                console.isJSON
                    ? try JSONReport.roles(roles) : TextReport.roles(roles, style: console.style)
            )
            if !administrator.isEmbedded(global) {
                console.message(
                    """
                    Each login needs a password, or a certificate, before somebody can log in with it:
                      psql URL, as the administrator; then `\\password bursarhub_run`, and so on.
                    Runs take it from a pgpass file (0600), never from --database. In pg_hba.conf allow
                    the logins this database alone, by scram-sha-256, over TLS (hostssl).
                    """
                )
            }
            return .inOrder
        }
    }
}
