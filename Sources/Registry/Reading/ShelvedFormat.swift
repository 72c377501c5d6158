internal import BursarModel
internal import Declarations
internal import SFSFormat

/// A format that was read, or could not be.
struct ShelvedFormat {
    let source: DeclarationFile
    let findings: Findings
    let name: String?
    /// As far as it could be read, for checks with its campuses.
    let draft: FormatDeclaration?
    /// nil where it cannot be used.
    let declaration: FormatDeclaration?
    /// Its own file and those it includes, by the names of their formats.
    let sources: [String: DeclarationFile]

    init(_ file: SourceFile, isUsable: Bool, including included: IncludedFormats) {
        source = file.file
        findings = file.findings
        let name = file.mapping?.string("format")?.value
        self.name = name
        let draft = included.mapping.map {
            FormatDeclaration.readPartly(from: $0, findings: file.findings)
        }
        self.draft = draft
        declaration = isUsable && draft?.isSound == true ? draft : nil
        var sources = included.sources
        if let name { sources[name] = file.file }
        self.sources = sources
    }
}
