internal import BursarModel
internal import Declarations
internal import SFSFormat

/// A format that was read, or could not be.
struct ShelvedFormat {
    let source: DeclarationFile
    let findings: Findings
    let name: String?
    /// nil where it cannot be used.
    let declaration: FormatDeclaration?
    /// Its own file and those it includes, by the names of their formats.
    let sources: [String: DeclarationFile]

    init(_ file: SourceFile, isUsable: Bool, including included: IncludedFormats) {
        source = file.file
        findings = file.findings
        let name = file.mapping?.string("format")?.value
        self.name = name
        let declaration = included.mapping.flatMap {
            FormatDeclaration.read(from: $0, findings: file.findings)
        }
        self.declaration = isUsable ? declaration : nil
        var sources = included.sources
        if let name { sources[name] = file.file }
        self.sources = sources
    }
}
