internal import BursarModel
internal import Declarations
internal import SFSFormat

/// The formats that campus files can name: those of the files, and those in force already.
struct FormatShelf {
    /// A format that was read, or could not be.
    struct Format {
        let source: DeclarationFile
        let findings: Findings
        let name: String?
        let declaration: FormatDeclaration?
        let isRegistered: Bool
    }

    private var formats: [Format] = []
    private var byName: [String: Int] = [:]

    init(_ files: [SourceFile], registered: [CampusRevision]) {
        for file in files { add(file, isRegistered: false) }
        checkRepeatedNames(in: files)
        for source in registered.flatMap({ $0.sources.dropFirst() }) {
            add(SourceFile(source), isRegistered: true)
        }
    }

    var checked: [CheckedFormat] {
        formats.filter { !$0.isRegistered }.map {
            CheckedFormat(source: $0.source, name: $0.name, declaration: $0.declaration)
        }
    }

    /// What the files' campuses do not lend to formats that are in force already.
    var registeredErrors: [Diagnostic] {
        formats.filter(\.isRegistered).flatMap(\.findings.all).filter { $0.severity == .error }
    }

    var names: [String] { byName.keys.sorted() }

    subscript(name: String) -> Format? { byName[name].map { formats[$0] } }

    private mutating func add(_ file: SourceFile, isRegistered: Bool) {
        guard let mapping = file.mapping else { return }
        let name = mapping.string("format")?.value
        if isRegistered, let name, byName[name] != nil { return }
        let declaration = FormatDeclaration.read(from: mapping, findings: file.findings)
        if let name, byName[name] == nil { byName[name] = formats.count }
        formats.append(
            Format(
                source: file.file,
                findings: file.findings,
                name: name,
                declaration: declaration,
                isRegistered: isRegistered
            )
        )
    }

    /// Says it in both files, because nobody can tell which of them is meant.
    private func checkRepeatedNames(in files: [SourceFile]) {
        for (name, same) in Dictionary(grouping: formats, by: \.name) where same.count > 1 {
            guard let name else { continue }
            for format in same {
                let others = same.filter { $0.source.name != format.source.name }
                let place = files.first { $0.file == format.source }?.mapping?.element("format")
                format.findings.error(
                    "the format `\(shown(name))` is declared twice",
                    at: place?.place ?? Place(line: 1, column: 1),
                    hint: "also in \(fileNames(others.map(\.source.name)))"
                )
            }
        }
    }
}

/// File names for a message.
func fileNames(_ names: [String]) -> Message {
    .joined(names.map { "\(Printable($0))" }, separator: ", ")
}
