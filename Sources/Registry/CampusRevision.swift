public import BursarModel
public import Declarations
public import Digests
public import SFSFormat

/// A campus's configuration at one time: what the database records and what a run works with.
///
/// It is made of the texts of the campus file and of the formats it needs, and nothing else, so
/// that an old output can be rendered again from the texts that were recorded with it.
public struct CampusRevision: Sendable {
    public let campus: Campus
    /// The formats of the campus's profiles, by name.
    public let formats: [String: CompiledFormat]
    /// The campus file, then the format files in the order of their names; named without folders.
    public let sources: [DeclarationFile]

    /// Reads recorded sources.
    ///
    /// - Throws: what is wrong with them; a later version of the hub may know better.
    public init(sources: [DeclarationFile]) throws(RefusedSources) {
        let reading = Registry.read(RegistrySources(files: sources), asOf: nil, registered: [])
        guard reading.campuses.count == 1, let revision = reading.campuses[0].revision else {
            throw RefusedSources(diagnostics: reading.diagnostics)
        }
        self = revision
    }

    init(campus: Campus, formats: [String: CompiledFormat], sources: [DeclarationFile]) {
        self.campus = campus
        self.formats = formats
        self.sources = sources.map { source in
            let name = source.name.split(separator: "/").last.map(String.init)
            return DeclarationFile(name: name ?? source.name, text: source.text)
        }
    }

    /// SHA-256 over names and texts of the sources, each led by its length: equal ones are one
    /// revision.
    public var fingerprint: SHA256Digest {
        var hasher = SHA256Hasher()
        for text in sources.flatMap({ [$0.name, $0.text] }) {
            hasher.update("\(text.utf8.count):")
            hasher.update(text)
        }
        return hasher.finalize()
    }

    /// The format of a profile.
    public func format(of profile: ExportProfile) -> CompiledFormat? { formats[profile.format] }
}

/// Why recorded sources make no revision.
public struct RefusedSources: Error, Sendable {
    public var diagnostics: [Diagnostic]
}
