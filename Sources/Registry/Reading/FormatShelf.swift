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
        /// nil where it cannot be used.
        let declaration: FormatDeclaration?

        init(_ file: SourceFile, isUsable: Bool = true) {
            source = file.file
            findings = file.findings
            name = file.mapping?.string("format")?.value
            let declaration = file.mapping.flatMap {
                FormatDeclaration.read(from: $0, findings: file.findings)
            }
            self.declaration = isUsable ? declaration : nil
        }
    }

    /// What a campus gets for a name.
    enum Found {
        case format(Format)
        case unknown
        /// In force for other campuses with different texts, so that none is the one that is meant.
        case different
    }

    /// A version of a format that is in force, and for whom.
    private struct InForce {
        let format: Format
        var campuses: Set<CampusKey>
    }

    private let declared: [Format]
    private let byName: [String: Int]
    private var inForce: [String: [InForce]] = [:]

    init(_ files: [SourceFile], inForce revisions: [CampusRevision]) {
        let repeated = FormatShelf.checkRepeatedNames(in: files)
        declared = files.map { file in
            Format(file, isUsable: !repeated.contains(file.file.name))
        }
        byName = Dictionary(
            declared.enumerated().compactMap { index, format in format.name.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first }
        )
        for revision in revisions {
            for (name, source) in revision.formatSources where byName[name] == nil {
                add(source, named: name, of: revision.campus.key)
            }
        }
    }

    private mutating func add(_ source: DeclarationFile, named name: String, of campus: CampusKey) {
        var versions = inForce[name] ?? []
        if let index = versions.firstIndex(where: { $0.format.source.text == source.text }) {
            versions[index].campuses.insert(campus)
        } else {
            versions.append(InForce(format: Format(SourceFile(source)), campuses: [campus]))
        }
        inForce[name] = versions
    }

    var checked: [CheckedFormat] {
        declared.map {
            CheckedFormat(source: $0.source, name: $0.name, declaration: $0.declaration)
        }
    }

    /// What campuses of the files do not lend to formats that are in force already.
    var errorsInForce: [Diagnostic] {
        inForce.sorted { $0.key < $1.key }.flatMap(\.value).flatMap(\.format.findings.all)
            .filter { $0.severity == .error }
    }

    var names: [String] { (Array(byName.keys) + Array(inForce.keys)).sorted() }

    func isDeclared(_ name: String, otherThan text: String) -> Bool {
        byName[name].map { declared[$0].source.text != text } ?? false
    }

    /// A format of the files, else the one in force for the campus, else the one for all others.
    func find(_ name: String, for campus: CampusKey) -> Found {
        if let index = byName[name] { return .format(declared[index]) }
        guard let versions = inForce[name], let first = versions.first else { return .unknown }
        if let own = versions.first(where: { $0.campuses.contains(campus) }) {
            return .format(own.format)
        }
        return versions.count == 1 ? .format(first.format) : .different
    }

    /// Says it in both files, because nobody can tell which of them is meant.
    ///
    /// - Returns: the names of these files.
    private static func checkRepeatedNames(in files: [SourceFile]) -> Set<String> {
        var repeated: Set<String> = []
        for file in files {
            guard let name = file.mapping?.string("format") else { continue }
            let others = files.filter {
                $0.file.name != file.file.name
                    && $0.mapping?.string("format")?.value == name.value
            }
            guard !others.isEmpty else { continue }
            repeated.insert(file.file.name)
            file.findings.error(
                "the format `\(shown(name.value))` is declared twice",
                at: name.place,
                hint: "also in \(fileNames(others.map(\.file.name)))"
            )
        }
        return repeated
    }
}

/// File names for a message.
func fileNames(_ names: [String]) -> Message {
    .joined(names.map { "\(Printable($0))" }, separator: ", ")
}
