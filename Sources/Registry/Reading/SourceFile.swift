internal import BursarModel
internal import Declarations

/// One file of the sources, read as YAML, with its findings.
struct SourceFile {
    enum Role { case campus, format, unknown }

    let file: DeclarationFile
    let findings: Findings
    let mapping: Mapping?
    let role: Role

    init(_ file: DeclarationFile) {
        self.file = file
        let findings = Findings(file: file.name)
        self.findings = findings
        mapping = readDeclaration(file, findings: findings)
        role = mapping.map { SourceFile.role(of: $0, findings: findings) } ?? .unknown
    }

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
                meant(entry.key.value, among: ["campus", "format"]).map { (entry.key.place, $0) }
            }.first
            findings.error(
                "the file is neither a campus nor a format",
                at: nearest?.0 ?? mapping.place,
                hint: nearest?.1 ?? "begin it with `campus: KEY` or `format: NAME`"
            )
        }
        return .unknown
    }
}
