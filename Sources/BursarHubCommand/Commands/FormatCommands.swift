import ArgumentParser
import BursarModel
import Declarations
import Hub
import Ledger
import Registry
import Status

/// `format`: the layouts.
struct FormatCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format",
        abstract: "The layouts of the files for PeopleSoft.",
        discussion: "EXAMPLE: bursarhub format list --files campuses",
        subcommands: [List.self, Show.self, CheckFiles.self]
    )

    struct List: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "All formats, with who uses them and who has confirmed them.",
            discussion: "EXAMPLE: bursarhub format list"
        )

        @OptionGroup var global: GlobalOptions
        @OptionGroup var source: FormatSource

        func perform(_ console: Console) throws -> ExitStatus {
            let (catalogue, isDemo) = try source.catalogue(global, console)
            console.result(
                console.isJSON
                    ? try JSONReport.formats(catalogue.overview)
                    : TextReport.formats(
                        catalogue.overview,
                        isDemo: isDemo,
                        style: console.style
                    )
            )
            return .inOrder
        }
    }

    struct Show: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One format: its columns one by one, and its file as it was written.",
            discussion: "EXAMPLE: bursarhub format show humboldt-sf --files campuses"
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The format's name.")
        var name: String

        @OptionGroup var source: FormatSource

        func perform(_ console: Console) throws -> ExitStatus {
            let (catalogue, isDemo) = try source.catalogue(global, console)
            let formats = catalogue.entries.filter { $0.format == name }
            guard !formats.isEmpty else {
                let nearest = Spelling.nearest(name, among: catalogue.entries.map(\.format))
                throw CommandFailure(
                    .usage,
                    "there is no format `\(Printable(name))`",
                    remedy: nearest.map { "did you mean `\(Printable($0))`?" }
                        ?? "`bursarhub format list` names them"
                )
            }
            console.result(
                console.isJSON
                    ? try JSONReport.formats(formats)
                    : formats.map {
                        TextReport.format($0, isDemo: isDemo, style: console.style)
                    }.joined(separator: "\n")
            )
            return .inOrder
        }
    }

    struct CheckFiles: HubCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Checks format files by themselves, without a campus.",
            discussion: """
                What a campus lends to a format (constants, lookups, terms) is checked by \
                `onboard --check`.

                EXAMPLE: bursarhub format check campuses/formats/humboldt-sf.yaml
                """
        )

        @OptionGroup var global: GlobalOptions

        @Argument(help: "Format files, or folders of them.")
        var files: [String]

        func perform(_ console: Console) throws -> ExitStatus {
            let files = try DeclarationFiles.collect(files)
            let (reading, _) = try Onboarding.checkAlone(files, at: HubClock.system.now)
            console.result(
                console.isJSON
                    ? JSONReport.diagnostics(reading.diagnostics)
                    : TextReport.formatCheck(
                        reading.diagnostics,
                        formats: reading.formats.count,
                        style: console.style
                    )
            )
            return reading.diagnostics.hasErrors ? .configurationRefused : .inOrder
        }
    }
}

/// Where formats are looked for: in what is onboarded, or in files.
struct FormatSource: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Campus and format files, or folders of them, instead of what is onboarded.",
            valueName: "path"
        )
    )
    var files: [String] = []

    func catalogue(
        _ global: GlobalOptions,
        _ console: Console
    ) throws -> (catalogue: FormatCatalogue, isDemo: Bool) {
        if !files.isEmpty {
            let files = try DeclarationFiles.collect(files)
            let (reading, _) = try Onboarding.checkAlone(files, at: HubClock.system.now)
            if reading.diagnostics.hasErrors {
                console.message(
                    "some of these files have errors; `bursarhub format check` shows them"
                )
            }
            return (FormatCatalogue(reading), false)
        }
        guard try global.hasDatabase else {
            throw CommandFailure(
                .usage,
                "nothing is onboarded here",
                remedy: "name format files with --files, or `bursarhub onboard` them"
            )
        }
        let session = try Session(global, console)
        return (
            try FormatCatalogue(inForce: session.ledger, at: session.hub.now),
            session.home.isDemo
        )
    }
}
