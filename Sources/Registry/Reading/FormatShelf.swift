internal import BursarModel
internal import Declarations
internal import SFSFormat

/// The formats that campus files can name: those of the files, and those in force already.
struct FormatShelf {
    /// What a campus gets for a name.
    enum Found {
        case format(ShelvedFormat)
        case unknown
        /// In force for other campuses with different texts, so that none is the one that is meant.
        case different
    }

    /// A version of a format that is in force, and for whom.
    private struct Version {
        let format: ShelvedFormat
        var campuses: Set<CampusKey>
    }

    /// Those of the files.
    let declared: [ShelvedFormat]
    private let byName: [String: Int]
    private var inForce: [String: [Version]] = [:]

    init(_ files: [SourceFile], inForce revisions: [CampusRevision]) {
        let repeated = FormatShelf.checkRepeatedNames(in: files)
        let filesByName = Dictionary(
            files.compactMap { file in file.formatName.map { ($0.value, file) } },
            uniquingKeysWith: { first, _ in first }
        )
        let names = (Array(filesByName.keys) + revisions.flatMap(\.formatSources.keys)).sorted()
        declared = files.map { file in
            let included = IncludedFormats(of: file, among: names) { name in
                filesByName[name] ?? FormatShelf.sole(name, among: revisions)
            }
            let isUsable = !repeated.contains(file.file.name)
            return ShelvedFormat(file, isUsable: isUsable, including: included)
        }
        byName = Dictionary(
            declared.enumerated().compactMap { index, format in format.name.map { ($0, index) } },
            uniquingKeysWith: { first, _ in first }
        )
        for revision in revisions {
            for (name, source) in revision.formatSources where byName[name] == nil {
                let file = SourceFile(source)
                let included = IncludedFormats(of: file, among: names) { name in
                    filesByName[name] ?? revision.formatSources[name].map { SourceFile($0) }
                }
                let format = ShelvedFormat(file, isUsable: true, including: included)
                add(format, named: name, of: revision.campus.key)
            }
        }
    }

    private mutating func add(_ format: ShelvedFormat, named name: String, of campus: CampusKey) {
        var versions = inForce[name] ?? []
        if let index = versions.firstIndex(where: { $0.format.sources == format.sources }) {
            versions[index].campuses.insert(campus)
        } else {
            versions.append(Version(format: format, campuses: [campus]))
        }
        inForce[name] = versions
    }

    /// The file of a format in force, where all campuses have the same.
    private static func sole(_ name: String, among revisions: [CampusRevision]) -> SourceFile? {
        let versions = Set(revisions.compactMap { $0.formatSources[name] })
        return versions.count == 1 ? versions.first.map { SourceFile($0) } : nil
    }

    var checked: [CheckedFormat] {
        declared.map {
            CheckedFormat(source: $0.source, name: $0.name, declaration: $0.declaration)
        }
    }

    /// What campuses of the files do not lend to formats that are in force already.
    var diagnosticsInForce: [SourceDiagnostics] {
        inForce.sorted { $0.key < $1.key }.flatMap(\.value).map { version in
            SourceDiagnostics(
                file: version.format.source,
                diagnostics: version.format.findings.all.filter { $0.severity == .error }
            )
        }
    }

    var names: [String] { (Array(byName.keys) + Array(inForce.keys)).sorted() }

    /// Whether the files hold another text for a format.
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
            guard let name = file.formatName else { continue }
            let others = files.filter {
                $0.file.name != file.file.name && $0.formatName?.value == name.value
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

extension SourceFile {
    /// The name of the format that the file declares.
    fileprivate var formatName: Placed<String>? {
        entries.first { $0.key.value == "format" }.flatMap { entry in
            guard case .scalar(let name) = entry.value.value else { return nil }
            return Placed(name, at: entry.value.place)
        }
    }
}

/// File names for a message.
func fileNames(_ names: [String]) -> Message {
    .joined(names.map { "\(Printable($0))" }, separator: ", ")
}
