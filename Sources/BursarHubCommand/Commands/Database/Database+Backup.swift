import ArgumentParser
import Hub
import Status

extension Database {
    struct Backup: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup",
            abstract: "Writes a backup of the books, and proves that it holds all rows.",
            discussion: """
                Beside the dump stands its manifest, with the dump's SHA-256 and the rows of each \
                table; keep both, and the home of the same evening: make them while no run works.

                EXAMPLE: bursarhub database backup --out /backup
                """
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var administrator: AdministratorOptions

        @Option(help: "A folder that is there, or a file that is not.")
        var out: String

        func perform(_ console: Console) throws -> ExitStatus {
            let writing = BackupWriting(try administrator.address(global), at: HubClock.system.now)
            let report = try writing.write(to: out)
            if console.isJSON {
                console.result(try JSONReport.value(report))
            } else {
                console.result(
                    """
                    backup: \(report.file), \(report.rows) rows of \(report.tables.count) tables, \(report.bytes) bytes
                    SHA-256 \(report.sha256); what it holds: \(report.file).manifest
                    """
                )
                console.message("back up the home too: docs/database.md says how")
            }
            return .inOrder
        }
    }
}
