internal import BursarModel
internal import Declarations

/// One file of the sources, read as YAML, with its findings.
struct SourceFile {
    enum Role { case campus, format, unknown }

    let file: DeclarationFile
    let findings: Findings
    let role: Role
    /// The entries of the mapping that the file holds, and its place; nil where it holds none.
    let entries: [DeclarationEntry]
    private let place: Place?

    init(_ file: DeclarationFile) {
        let findings = Findings(file: file.name)
        self.file = file
        self.findings = findings
        let mapping = readDeclaration(file, findings: findings)
        entries =
            mapping?.entries().map { entry in
                DeclarationEntry(key: entry.key, value: entry.value.declaration)
            } ?? []
        place = mapping?.place
        role = mapping.map { SourceFile.role(of: $0, findings: findings) } ?? .unknown
    }

    /// A mapping of which nothing was asked yet; nil where the file holds none.
    var mapping: Mapping? { place.map { Mapping(entries, at: $0, findings: findings) } }

    private static func role(of mapping: Mapping, findings: Findings) -> Role {
        switch (mapping.has("campus"), mapping.has("format")) {
        case (true, false): return .campus
        case (false, true): return .format
        case (true, true):
            findings.error(
                "the file is a campus and a format at once",
                at: mapping.place(of: "format"),
                hint: "put the format into a file of its own"
            )
        case (false, false):
            let nearest = mapping.entries().lazy.compactMap { entry in
                Spelling.nearest(entry.key.value, among: ["campus", "format"])
            }.first
            // The misspelled key itself is said where the file is read as what it was meant to be.
            if let nearest { return nearest == "campus" ? .campus : .format }
            findings.error(
                "the file is neither a campus nor a format",
                at: mapping.place,
                hint: "begin it with `campus: KEY` or `format: NAME`"
            )
        }
        return .unknown
    }
}
