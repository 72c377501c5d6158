import ArgumentParser
import Hub
import Status

extension Database {
    struct Restore: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore",
            abstract: "Puts a backup back into a database without books.",
            discussion: """
                Compares the file with its manifest first, and the restored tables afterwards. A \
                database that has books is refused. Restore the home of the same evening with it.

                EXAMPLE: bursarhub database restore /backup/bursarhub-20261120T180000Z.dump
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var administrator: AdministratorOptions

        @Argument(help: "What `bursarhub database backup` wrote; its manifest lies beside it.")
        var file: String

        func perform(_ console: Console) throws -> ExitStatus {
            let report = try BackupRestoring(try administrator.address(global)).restore(
                file,
                by: Person.name
            )
            if console.isJSON {
                console.result(try JSONReport.value(report))
            } else {
                console.result(
                    "restored: \(report.rows) rows of \(report.tables.count) tables, as they were at \(report.madeAt)"
                )
                console.message(
                    "what was sent after that time this database does not know: ask what PeopleSoft "
                        + "loaded before a run"
                )
            }
            return .inOrder
        }
    }
}
